using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// Columns of a value, written as a sum: bias + sum of products (rows of another value times a constant matrix, transposed) + sum of terms
/// (columns of another value, each times a constant).
/// </summary>
/// <param name="Width">How many columns.</param>
/// <param name="Bias">Float32 [width], what is added besides the products' own biases; null for zeros.</param>
internal sealed record LinearForm(int Width, ImmutableArray<LinearProduct> Products, ImmutableArray<LinearTerm> Terms, Constant? Bias)
{
    /// <summary>Float32 [width], all that is added; null for zeros.</summary>
    public Constant? TotalBias => Products.Aggregate(Bias, (sum, product) => ConstantRows.Sum(sum, product.Bias));

    public static LinearForm operator +(LinearForm left, LinearForm right) =>
        new(left.Width, [.. left.Products, .. right.Products], [.. left.Terms, .. right.Terms], ConstantRows.Sum(left.Bias, right.Bias));

    /// <summary>The same form without products of zeros, whose biases stay.</summary>
    public LinearForm WithoutZeros()
    {
        var zeros = Products.RemoveAll(product => !ZeroValues.Are(product.Source.Value));
        return this with { Products = Products.RemoveRange(zeros),
            Bias = zeros.Aggregate(Bias, (sum, product) => ConstantRows.Sum(sum, product.Bias)) };
    }

    /// <summary>
    /// The same form where products of neighbouring parts of one row are one product of both, for rows that were joined of joined ones.
    /// </summary>
    /// <param name="isOne">Whether columns, traced, are to be read by one product.</param>
    public LinearForm Joined(Func<Columns, bool> isOne)
    {
        for (var first = 0; first < Products.Length; first++)
        {
            var sum = Products[first];
            for (var last = first + 1; last < Products.Length && sum.Beside(Products[last]) is { } both; last++)
            {
                sum = both;
                if (isOne(sum.Source))
                {
                    return (this with { Products = Products.RemoveRange(first, last - first + 1).Insert(first, sum) }).Joined(isOne);
                }
            }
        }

        return this;
    }
}
