using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// How many products of numbers an operator adds up: for each output element of a convolution or product as many as its sum has terms, for a recurrent layer its
/// matrices once a step. Operators that multiply without adding up count none.
/// </summary>
public static class MultiplyAdds
{
    /// <returns>Null where a size is not known; an open batch counts as 1.</returns>
    public static long? Of(Node node)
    {
        try
        {
            return node.Operator switch
            {
                Conv2D or Conv3D => PerOutput(node, WeightsOf(node, 1) is { } filter ? filter / Math.Max(1, SizesOf(node.Input(1))![node.Operator is Conv2D ? 0 : ^1]) : null),
                DepthwiseConv2D => PerOutput(node, SizesOf(node.Input(1)) is [_, var height, var width, _] ? (long)height * width : null),
                FullyConnected => PerOutput(node, SizesOf(node.Input(1)) is [_, var depth] ? depth : null),
                BatchMatMul product => PerOutput(node, SizesOf(node.Input(0)) is { Length: >= 2 } left ? left[product.TransposeLeft ? ^2 : ^1] : null),
                TransposeConv => SizesOf(node.Input(1)) is [var outputs, var height, var width, _] ? Count(node.Input(2)) * outputs * height * width : null,
                UnidirectionalSequenceLstm or BidirectionalSequenceLstm or UnidirectionalSequenceRnn or BidirectionalSequenceRnn or UnidirectionalSequenceGru or Lstm or Rnn or Svdf =>
                    SizesOf(node.Input(0)) is [.., var depth] ? Count(node.Input(0)) / Math.Max(1, depth) * Matrices(node) : null,
                _ => 0,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static long? PerOutput(Node node, long? terms) => terms is { } count && Count(node.Outputs[0]) is { } elements ? checked(elements * count) : null;

    private static long? WeightsOf(Node node, int input) => SizesOf(node.Input(input)) is { } sizes ? sizes.Aggregate(1L, (product, size) => checked(product * size)) : null;

    private static long Matrices(Node node) =>
        node.Inputs.OfType<Value>().Where(value => value.Constant is { Shape: { HasRank: true, Rank: 2 } }).Sum(value => value.Constant!.ElementCount);

    private static long? Count(Value value)
    {
        if (SizesOf(value) is not { } sizes)
        {
            return null;
        }

        var first = sizes.Length != 0 && sizes[0] == Shape.UnknownSize ? 1 : 0;
        return sizes.Skip(first).Contains(Shape.UnknownSize) ? null : sizes.Skip(first).Aggregate(1L, (product, size) => checked(product * size));
    }

    private static int[]? SizesOf(Value value) => value.Shape.HasRank ? value.Shape.Sizes.ToArray() : null;
}
