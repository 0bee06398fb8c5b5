namespace Octavo.TensorFlow;

/// <summary>
/// Variables. A reference variable that nothing assigns is its value, a constant of the checkpoint; one that is assigned is read by each
/// node that reads its reference, and a resource by <see cref="ReadVariableImporter"/>.
/// </summary>
internal sealed class VariableImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["VarHandleOp", "Variable", "VariableV2"];

    public void Import(ImportContext context)
    {
        if (context.Node.Operation != "VarHandleOp" && context.Source.VariableOf(new NodeOutput(context.Node.Name, 0)) is { } variable
            && context.ConstantOf(variable) is { } constant)
        {
            context.SetOutput(0, context.Constant(constant));
        }
    }
}
