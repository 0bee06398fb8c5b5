using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// Moves blocks of space into the batch, or back, for data of any rank: TFLite's operators take one axis behind those of space.
/// </summary>
internal static class BatchBlocks
{
    /// <param name="operator">SPACE_TO_BATCH_ND or BATCH_TO_SPACE_ND.</param>
    /// <param name="data">[batch, space..., rest...].</param>
    /// <param name="blocks">The block's sizes, int32 [number of space axes].</param>
    /// <param name="edges">Paddings or crops, [number of space axes, 2].</param>
    public static Value Apply(ImportContext context, Operator @operator, Value data, Value blocks, Value edges)
    {
        var rank = context.RequireRank(data).Rank;
        if (blocks.Shape is not { IsKnown: true, Rank: 1 })
        {
            throw context.Unsupported("the number of space axes is not known", "Make the block's shape a constant.");
        }

        var spaceAxes = blocks.Shape[0];
        if (spaceAxes is < 1 or > 2)
        {
            throw context.Unsupported($"blocks along {spaceAxes} axes", "TFLite has blocks along one or two axes.");
        }

        if (rank == spaceAxes + 2)
        {
            return context.EmitMoved(@operator, data, blocks, context.AsInt32(edges));
        }

        var sizes = context.SizesOf(data);
        var behind = context.Integers(rank == spaceAxes + 1 ? 1 : -1);
        var joined = context.ReshapeTo(data, context.Join(context.Part(sizes, 0, spaceAxes + 1), behind));
        var moved = context.EmitMoved(@operator, joined, blocks, context.AsInt32(edges));
        var front = context.Part(context.SizesOf(moved), 0, spaceAxes + 1);
        return context.ReshapeTo(moved, rank == spaceAxes + 1 ? front : context.Join(front, context.Part(sizes, spaceAxes + 1, rank)));
    }

    /// <summary>The shape of a square block, by the attribute of the older operations.</summary>
    public static Value Square(ImportContext context)
    {
        var size = context.Integer("block_size");
        return context.Integers(size, size);
    }
}
