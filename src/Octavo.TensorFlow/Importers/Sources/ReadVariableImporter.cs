namespace Octavo.TensorFlow;

/// <summary>The value of a resource variable; a constant where nothing assigns it.</summary>
internal sealed class ReadVariableImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ReadVariableOp"];

    public void Import(ImportContext context)
    {
        var variable = context.VariableOf(0)
            ?? throw context.Unsupported("the variable that is read cannot be found",
                "Save the model again with TensorFlow 2, or freeze it.");
        context.SetOutput(0, context.Read(variable));
    }
}
