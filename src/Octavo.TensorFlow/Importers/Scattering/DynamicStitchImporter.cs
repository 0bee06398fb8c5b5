using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Puts rows in the order that indices say, the last one where several meet: a lookup of each place's last row. Where partitions of a table
/// were looked up, one lookup in the whole table.
/// </summary>
internal sealed class DynamicStitchImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["DynamicStitch", "ParallelDynamicStitch"];

    public void Import(ImportContext context)
    {
        if (PartitionedLookup.TryEmit(context) is { } looked)
        {
            context.SetOutput(0, looked);
            return;
        }

        var count = context.InputCount / 2;
        var places = context.Join(context.Inputs(0, count).Select(indices => context.Reshape(context.AsInt32(indices), -1)));
        Value[] parts = [.. Enumerable.Range(0, count).Select(part => Rows(context, context.Input(part), context.Input(count + part)))];
        var rows = count == 1 ? parts[0] : context.EmitMoved(new Concatenation(0), parts);
        if (places.Shape is { IsKnown: true, ElementCount: 0 })
        {
            context.SetOutput(0, rows);
            return;
        }

        var size =
            context.Emit(new Add(), context.Emit(new ReduceMax(false), places, context.Integers(0)), context.Constant(Tensor.Scalar(1)));
        var last = context.Emit(new UnsortedSegmentMax(), context.CountTo(context.SizeOf(places, 0)), places, size);
        if (last.Constant is { } known && known.ElementCount == places.Shape.ElementCount && known.Evaluate().Values<int>().ToArray()
            .SequenceEqual(Enumerable.Range(0, (int)known.ElementCount)))
        {
            context.SetOutput(0, rows);
            return;
        }

        context.SetOutput(0, context.EmitMoved(new Gather(), rows, context.Emit(new Maximum(), last, context.Constant(Tensor.Scalar(0)))));
    }

    /// <summary>Data [indices..., rest...] as [rows, rest...].</summary>
    private static Value Rows(ImportContext context, Value indices, Value data)
    {
        var leading = context.RequireRank(indices).Rank;
        if (leading == 1)
        {
            return data;
        }

        var rank = context.RequireRank(data).Rank;
        var sizes = context.SizesOf(data);
        var count = indices.Shape.IsKnown ? context.Integers((int)indices.Shape.ElementCount) : context.Integers(-1);
        return context.ReshapeTo(data, rank == leading ? count : context.Join(count, context.Part(sizes, leading, rank)));
    }
}
