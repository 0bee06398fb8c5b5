using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Elements joined along their first axis, and a tensor cut into elements.</summary>
internal sealed class ListPartsImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["TensorArrayConcatV3", "TensorArraySplitV3", "TensorListConcat", "TensorListConcatV2", "TensorListSplit"];

    public void Import(ImportContext context)
    {
        switch (context.Node.Operation)
        {
            case "TensorArraySplitV3":
                Cut(context, context.Input(1), 2);
                break;
            case "TensorListSplit":
                Cut(context, context.Input(0), 2);
                break;
            case "TensorArrayConcatV3" when context.ListOf(1) is { Parts: { IsDefault: false } parts }:
                context.SetOutput(0, context.EmitMoved(new Concatenation(0), parts));
                context.SetOutput(1, context.Cast(context.Join(parts.Select(part => context.SizeOf(part, 0))), ElementType.Int64));
                break;
            default:
                Join(context, context.RequireList(context.Node.Operation == "TensorArrayConcatV3" ? 1 : 0));
                break;
        }
    }

    private static void Cut(ImportContext context, Value data, int lengths)
    {
        var known = context.RequireIntegers(lengths, "the lengths of the parts");
        if (known.Distinct().Count() == 1)
        {
            var element = context.Part(context.SizesOf(data), 1, context.RequireRank(data).Rank);
            context.SetOutput(0, context.ReshapeTo(data, context.Join(context.Integers(known.Length, known[0]), element)));
            return;
        }

        var parts = context.EmitManyMoved(new SplitV(known.Length), known.Length, data, context.Integers(known),
            context.Constant(Tensor.Scalar(0)));
        context.SetList(0, new OpenList(data.ElementType, context.Constant(Tensor.Scalar(known.Length)), Shape.Unknown, Parts: parts));
    }

    private static void Join(ImportContext context, Value list)
    {
        var rank = context.RequireRank(list).Rank;
        if (rank < 2)
        {
            throw context.Unsupported("the elements to join are scalars");
        }

        var sizes = context.SizesOf(list);
        context.SetOutput(0, context.ReshapeTo(list, context.Join(context.Integers(-1), context.Part(sizes, 2, rank))));
        context.SetOutput(1, context.Filled(context.Part(sizes, 0, 1), context.Cast(context.Element(sizes, 1), ElementType.Int64)));
    }
}
