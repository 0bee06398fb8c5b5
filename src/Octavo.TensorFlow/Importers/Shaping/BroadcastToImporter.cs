using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Stretches axes of size 1.</summary>
internal sealed class BroadcastToImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["BroadcastTo"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, context.EmitMoved(new BroadcastTo(), context.Input(0), context.Input(1)));
}
