namespace Octavo.TensorFlow;

/// <summary>A tensor of one value.</summary>
internal sealed class FillImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Fill"];

    public void Import(ImportContext context) => context.SetOutput(0, context.Filled(context.Input(0), context.Input(1)));
}
