namespace Octavo.TensorFlow;

/// <summary>A constant of the graph; its bytes stay those of the file.</summary>
public sealed class ConstImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Const"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, context.Constant(Graphs.Constant.From(context.Attributes.Tensor("value"), context.Node.Name).Named(context.Name)));
}
