using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>How many products of numbers nodes add up.</summary>
internal static class MultiplyAdds
{
    /// <returns>Null where a size is not known, or the number is beyond 64 bits; an open batch counts as 1.</returns>
    public static long? Of(Node node)
    {
        try
        {
            return node.Operator is IMultiplyAdds counting ? counting.CountMultiplyAdds(node) : 0;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>As many for each element of the output.</summary>
    public static long? PerOutput(Node node, long? terms) => checked(Count(SizesOf(node.Outputs[0])) * terms);

    /// <summary>As many for each element of an input.</summary>
    public static long? PerInput(Node node, int input, long? terms) => checked(Count(Sizes(node, input)) * terms);

    /// <summary>Those of all constant matrices, once for each row of input 0: a recurrent layer's.</summary>
    public static long? PerStep(Node node) =>
        Sizes(node, 0) is [.., > 0 and var features] sizes ? checked(Count(sizes) / features * Matrices(node)) : null;

    /// <summary>Null where one of the sizes is open.</summary>
    public static long? Product(params ReadOnlySpan<int> sizes)
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
        node.Inputs.OfType<Value>().Where(value => value.Constant is { Shape: { HasRank: true, Rank: 2 } })
        .Sum(value => value.Constant!.ElementCount);

    /// <summary>Null where the rank is not known.</summary>
    public static int[]? Sizes(Node node, int input) => node.OptionalInput(input) is { } value ? SizesOf(value) : null;

    private static int[]? SizesOf(Value value) => value.Shape.HasRank ? value.Shape.Sizes.ToArray() : null;
}
