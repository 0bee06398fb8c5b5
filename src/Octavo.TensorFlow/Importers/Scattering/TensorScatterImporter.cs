using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// Changes slices of a tensor. Slices are numbered by the axes that the indices fix; where several updates meet, the last one replaces, as
/// on a CPU.
/// </summary>
internal sealed class TensorScatterImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["TensorScatterAdd", "TensorScatterMax", "TensorScatterMin", "TensorScatterSub", "TensorScatterUpdate"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var indices = context.AsInt32(context.Input(1));
        var updates = context.Input(2);
        switch (context.Node.Operation)
        {
            case "TensorScatterAdd" or "TensorScatterSub":
                if (!updates.IsMovedBy(new ScatterNd()))
                {
                    throw context.Unsupported($"no kernel of LiteRT's SCATTER_ND adds {updates.ElementType} elements");
                }

                var sum = context.Emit(new ScatterNd(), indices, updates, context.SizesOf(data));
                context.SetOutput(0, context.Emit(context.Node.Operation == "TensorScatterAdd" ? new Add() : new Sub(), data, sum));
                break;
            default:
                var slices = ScatteredSlices.Of(context, data, indices, updates);
                var changed = context.Node.Operation switch
                {
                    "TensorScatterMax" => Extreme(context, slices, new UnsortedSegmentMax(), new Maximum()),
                    "TensorScatterMin" => Extreme(context, slices, new UnsortedSegmentMin(), new Minimum()),
                    _ => slices.LastUpdates(context),
                };
                var result = context.EmitMoved(new SelectV2(), slices.IsUpdated(context), changed, slices.Data);
                context.SetOutput(0, context.ReshapeTo(result, context.SizesOf(data)));
                break;
        }
    }

    private static Value Extreme(ImportContext context, ScatteredSlices slices, Operator fold, Operator join)
    {
        SegmentTypes.Require(context, slices.Data);
        return context.Emit(join, slices.Data, context.Emit(fold, slices.Updates, slices.Numbers, slices.Count));
    }
}
