namespace Octavo.TensorFlow;

internal sealed class AvgPoolImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["AvgPool"];

    public void Import(ImportContext context) => context.SetOutput(0, PoolWindows.Of(context).Average(context, context.Input(0)));
}
