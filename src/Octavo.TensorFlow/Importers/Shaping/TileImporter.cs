using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Repeats a tensor along its axes.</summary>
internal sealed class TileImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Tile"];

    public void Import(ImportContext context) => context.SetOutput(0, context.EmitMoved(new Tile(), context.Input(0), context.Input(1)));
}
