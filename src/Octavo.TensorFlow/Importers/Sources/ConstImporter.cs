namespace Octavo.TensorFlow;

/// <summary>
/// A constant of the graph; its bytes stay those of the file, and one value for many elements is repeated when they are wanted.
/// </summary>
internal sealed class ConstImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Const"];

    public void Import(ImportContext context)
    {
        var attributes = context.Attributes;
        var constant = attributes.Expanded("value") is var (type, shape)
            ? Graphs.Constant.Lazy(type, shape, context.Node.Name, () => attributes.Tensor("value"))
            : Graphs.Constant.From(attributes.Tensor("value"), context.Node.Name);
        context.SetOutput(0, context.Constant(constant.Named(context.Name)));
    }
}
