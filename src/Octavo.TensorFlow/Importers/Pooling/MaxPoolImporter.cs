namespace Octavo.TensorFlow;

internal sealed class MaxPoolImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["MaxPool"];

    public void Import(ImportContext context) => context.SetOutput(0, PoolWindows.Of(context).Maximum(context, context.Input(0)));
}
