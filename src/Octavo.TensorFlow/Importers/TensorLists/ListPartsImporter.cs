using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Elements joined along their first axis, and a tensor cut into elements of one length.</summary>
public sealed class ListPartsImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["TensorArrayConcatV3", "TensorArraySplitV3", "TensorListConcat", "TensorListConcatV2", "TensorListSplit"];

    public void Import(ImportContext context)
    {
        switch (context.Node.Operation)
        {
            case "TensorArraySplitV3":
                context.SetOutput(0, Parts(context, context.Input(1), 2));
                break;
            case "TensorListSplit":
                context.SetOutput(0, Parts(context, context.Input(0), 2));
                break;
            default:
                Join(context, context.RequireList(context.Node.Operation == "TensorArrayConcatV3" ? 1 : 0));
                break;
        }
    }

    private static Value Parts(ImportContext context, Value data, int lengths)
    {
        var known = context.RequireIntegers(lengths, "the lengths of the parts");
        if (known.Distinct().Count() != 1)
        {
            throw context.Unsupported("the parts have different lengths", "Split the tensor without a list.");
        }

        return context.ReshapeTo(data, context.Join(context.Integers(known.Length, known[0]), context.Part(context.SizesOf(data), 1, context.RequireRank(data).Rank)));
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
