namespace Octavo.TensorFlow;

/// <summary>The same elements under another shape.</summary>
internal sealed class ReshapeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Reshape"];

    public void Import(ImportContext context) => context.SetOutput(0, context.ReshapeTo(context.Input(0), context.Input(1)));
}
