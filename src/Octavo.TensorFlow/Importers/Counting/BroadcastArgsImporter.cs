using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The shape that two shapes broadcast to.</summary>
internal sealed class BroadcastArgsImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["BroadcastArgs"];

    public void Import(ImportContext context) => context.Become(new BroadcastArgs());
}
