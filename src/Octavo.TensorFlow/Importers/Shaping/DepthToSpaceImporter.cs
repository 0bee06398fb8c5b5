using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Blocks of pixels from channels, and back.</summary>
internal sealed class DepthToSpaceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["DepthToSpace", "SpaceToDepth"];

    public void Import(ImportContext context)
    {
        var layout = ImageLayout.Of(context);
        var block = context.Integer("block_size");
        Operator @operator = context.Node.Operation == "DepthToSpace" ? new DepthToSpace(block) : new SpaceToDepth(block);
        var result = context.EmitMoved(@operator, layout.ToChannelsLast(context, context.Input(0)));
        context.SetOutput(0, layout.FromChannelsLast(context, result));
    }
}
