namespace Octavo.TensorFlow;

/// <summary>
/// Variables. A reference variable is its value, a constant of the checkpoint; a resource is a handle and gives no value itself
/// (see <see cref="ReadVariableImporter"/>).
/// </summary>
public sealed class VariableImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["VarHandleOp", "Variable", "VariableV2"];

    public void Import(ImportContext context)
    {
        if (context.Node.Operation != "VarHandleOp" && context.Source.VariableOf(new NodeOutput(context.Node.Name, 0)) is { } variable)
        {
            context.SetOutput(0, context.Constant(context.ConstantOf(variable)));
        }
    }
}
