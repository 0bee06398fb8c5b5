using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The different elements in order of first appearance, where each element went, and how often each appears.</summary>
internal sealed class UniqueImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Unique", "UniqueV2", "UniqueWithCounts", "UniqueWithCountsV2"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var axis = context.Node.Operation.EndsWith("V2", StringComparison.Ordinal) ? context.RequireIntegers(1, "the axis") : [];
        var indexType = context.Attributes.ElementType("out_idx");
        var (different, places) = axis.Length == 0 || context.RequireRank(0).Rank == 1
            ? OfVector(context, data, indexType)
            : DifferentSlices.Emit(context, data, context.RequireAxis(data.Shape, axis[0]));
        context.SetOutput(0, different);
        context.SetOutput(1, context.Cast(places, indexType));
        if (context.Node.OutputCount > 2)
        {
            var kept = axis.Length == 0 ? 0 : context.RequireAxis(different.Shape, axis[0]);
            var ones = context.Filled(context.SizesOf(places), context.Constant(Tensor.Scalar(1)));
            var counts = context.Emit(new UnsortedSegmentSum(), ones, context.AsInt32(places), context.SizeOf(different, kept));
            context.SetOutput(2, context.Cast(counts, indexType));
        }
    }

    private static (Value Different, Value Places) OfVector(ImportContext context, Value data, ElementType indexType)
    {
        var type = data.ElementType;
        var compared = type switch
        {
            ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 or ElementType.Float32 =>
                type,
            ElementType.Float16 or ElementType.BFloat16 => ElementType.Float32,
            ElementType.UInt16 or ElementType.Boolean => ElementType.Int32,
            ElementType.UInt32 => ElementType.Int64,
            _ => throw context.Unsupported($"no kernel of LiteRT's UNIQUE compares {type} elements"),
        };
        var outputs = context.EmitMany(new Unique(indexType), 2, null, context.Cast(data, compared));
        return (context.Cast(outputs[0], type), outputs[1]);
    }
}
