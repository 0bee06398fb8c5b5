using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// How many products of numbers an operator adds up: for each output element of a convolution or product as many as its sum has terms, for a recurrent layer its
/// matrices once a step. Operators that multiply without adding up count none.
/// </summary>
internal static class MultiplyAdds
{
    /// <returns>Null where a size is not known; an open batch counts as 1.</returns>
    public static long? Of(Node node)
    {
        try
        {
            return node.Operator switch
            {
                Conv2D => Sizes(node, 1) is [_, var height, var width, var inputs] ? PerOutput(node, Product(height, width, inputs)) : null,
                Conv3D => Sizes(node, 1) is [var depth, var height, var width, var inputs, _] ? PerOutput(node, Product(depth, height, width, inputs)) : null,
                DepthwiseConv2D => Sizes(node, 1) is [_, var height, var width, _] ? PerOutput(node, Product(height, width)) : null,
                FullyConnected => Sizes(node, 1) is [_, var depth] ? PerOutput(node, depth) : null,
                BatchMatMul product => Sizes(node, 0) is { Length: >= 2 } left ? PerOutput(node, left[product.TransposeLeft ? ^2 : ^1]) : null,
                TransposeConv => Sizes(node, 1) is [var outputs, var height, var width, _] ? checked(Count(Sizes(node, 2)) * Product(outputs, height, width)) : null,
                UnidirectionalSequenceLstm or BidirectionalSequenceLstm or UnidirectionalSequenceRnn or BidirectionalSequenceRnn or Lstm or Rnn or Svdf
                    or RunTimeSequenceLstm or RunTimeSequenceRnn or UnidirectionalSequenceGru =>
                    Sizes(node, 0) is [.., > 0 and var features] sizes ? checked(Count(sizes) / features * Matrices(node)) : null,
                _ => 0,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static long? PerOutput(Node node, long? terms) => checked(Count(SizesOf(node.Outputs[0])) * terms);

    /// <summary>Null where one of the sizes is open.</summary>
    private static long? Product(params ReadOnlySpan<int> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
        {
            if (size == Shape.UnknownSize)
            {
                return null;
            }

            product = checked(product * size);
        }

        return product;
    }

    /// <summary>Elements of a tensor, one for a batch that is open.</summary>
    private static long? Count(int[]? sizes) => sizes is null ? null : Product(sizes is [Shape.UnknownSize, ..] ? sizes.AsSpan(1) : sizes);

    private static long Matrices(Node node) =>
        node.Inputs.OfType<Value>().Where(value => value.Constant is { Shape: { HasRank: true, Rank: 2 } }).Sum(value => value.Constant!.ElementCount);

    private static int[]? Sizes(Node node, int input) => node.OptionalInput(input) is { } value ? SizesOf(value) : null;

    private static int[]? SizesOf(Value value) => value.Shape.HasRank ? value.Shape.Sizes.ToArray() : null;
}
