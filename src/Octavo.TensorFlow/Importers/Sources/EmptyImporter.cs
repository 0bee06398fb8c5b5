namespace Octavo.TensorFlow;

/// <summary>A tensor whose elements are not said; zeros, as the operation gives them with its attribute <c>init</c>.</summary>
internal sealed class EmptyImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Empty"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, context.Filled(context.Input(0), context.Scalar(context.Attributes.ElementType("dtype"), 0)));
}
