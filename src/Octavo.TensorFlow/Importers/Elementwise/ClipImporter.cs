namespace Octavo.TensorFlow;

/// <summary>Values between two bounds.</summary>
internal sealed class ClipImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ClipByValue"];

    public void Import(ImportContext context)
    {
        var below = ElementwiseImporter.Apply(context, ExtremeImporter.Smallest, context.Input(2), context.Input(0));
        context.SetOutput(0, ElementwiseImporter.Apply(context, ExtremeImporter.Largest, context.Input(1), below));
    }
}
