namespace Octavo.TensorFlow;

/// <summary>Sums of products along named axes.</summary>
internal sealed class EinsumImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Einsum"];

    public void Import(ImportContext context) => context.SetOutput(0, new EinsumLowering(context, EinsumEquation.Of(context)).Run());
}
