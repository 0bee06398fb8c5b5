using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The k largest or smallest elements along an axis; found exactly, which is the best approximation.</summary>
internal sealed class ApproximateTopKImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ApproxTopK"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var rank = context.RequireRank(0).Rank;
        var axis = context.RequireAxis(data.Shape, context.Integer("reduction_dimension"));
        if (!context.Attributes.Boolean("aggregate_to_topk"))
        {
            throw context.Unsupported("the number of candidates that are kept depends on the machine", "Set aggregate_to_topk.");
        }

        int[] swap = [.. Enumerable.Range(0, rank).Select(place => place == axis ? rank - 1 : place == rank - 1 ? axis : place)];
        var isLargest = context.Attributes.Boolean("is_max_k");
        var rows = axis == rank - 1 ? data : context.Transpose(data, swap);
        var count = context.Constant(Tensor.Scalar(context.Integer("k")));
        var (values, positions) = LargestElements.Emit(context, isLargest ? rows : context.Emit(new Neg(), rows), count);
        values = isLargest ? values : context.Emit(new Neg(), values);
        context.SetOutput(0, axis == rank - 1 ? values : context.Transpose(values, swap));
        context.SetOutput(1, axis == rank - 1 ? positions : context.Transpose(positions, swap));
    }
}
