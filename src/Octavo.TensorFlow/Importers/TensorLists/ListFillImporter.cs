using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Lists of the slices of a tensor along its first axis: the tensor itself, where the slices stay in order.</summary>
internal sealed class ListFillImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["TensorArrayScatterV3", "TensorListFromTensor", "TensorListScatter", "TensorListScatterV2"];

    public void Import(ImportContext context)
    {
        switch (context.Node.Operation)
        {
            case "TensorListFromTensor":
                context.SetOutput(0, context.Input(0));
                break;
            case "TensorArrayScatterV3":
                ScatterIntoArray(context);
                break;
            default:
                var length = context.InputCount > 3 && context.Known(3) is { } given
                && context.Elements<int>(given, "the number of elements")[0] >= 0 ? context.Input(3) : null;
                context.SetOutput(0, Scattered(context, context.Input(0), context.Input(1), length));
                break;
        }
    }

    private static void ScatterIntoArray(ImportContext context)
    {
        var values = context.Input(2);
        var list = context.ListOf(3);
        if (list is null && context.Input(3) is not ({ IsConstant: true } or { Producer.Operator: Fill }))
        {
            throw context.Unsupported("slices are written to an array that was written to before",
                "Write the elements one after the other.");
        }

        if (list is { Length: null })
        {
            context.SetList(0, list.With(ElementSize.All(context.RequireRank(values), values, 1)));
            return;
        }

        context.SetOutput(0, Scattered(context, values, context.Input(1), list?.Length ?? context.SizeOf(context.Input(3), 0)));
    }

    /// <param name="length">Of the list, an int32 scalar; null where the largest index says it.</param>
    private static Value Scattered(ImportContext context, Value values, Value indices, Value? length)
    {
        var rank = context.RequireRank(values).Rank;
        var known = length?.Constant is { } counted ? context.Elements<int>(counted.Evaluate(), "the length of the list")[0] : (int?)null;
        if (ListTensors.Counts(indices) && (known is null || values.Shape[0] < 0 || known == values.Shape[0]))
        {
            return values;
        }

        length ??= context.Constant(Tensor.Scalar(context.RequireIntegers(1, "the indices").DefaultIfEmpty(-1).Max() + 1));
        var sizes = context.Join(length, context.Part(context.SizesOf(values), 1, rank));
        return context.Emit(new ScatterNd(), context.Reshape(context.AsInt32(indices), -1, 1), values, sizes);
    }
}
