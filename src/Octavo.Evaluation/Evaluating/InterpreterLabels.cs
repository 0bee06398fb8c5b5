namespace Octavo.Evaluation;

/// <summary>What a model's file says of its classes.</summary>
internal static class InterpreterLabels
{
    /// <summary>Names of the first output's classes that the file carries; null where it carries none.</summary>
    /// <exception cref="OctavoException">They are damaged (kind InvalidData).</exception>
    public static ClassLabels? Labels(this Interpreter interpreter)
    {
        ArgumentNullException.ThrowIfNull(interpreter);
        return ModelLabels.Of(interpreter.Model, 0, "the model's metadata");
    }
}
