using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>The constant operand of RESHAPE.</summary>
internal static class ReshapeTarget
{
    /// <summary>
    /// An int32 vector of the sizes, an unknown one as -1; null where several are unknown, or where the open one cannot be told from the
    /// others.
    /// </summary>
    public static Tensor? Of(Shape shape)
    {
        if (!shape.HasRank || shape.ToArray().Count(size => size < 0) > 1 || (!shape.IsKnown && shape.Sizes.Contains(0)))
        {
            return null;
        }

        return Tensor.From(new Shape(shape.Rank), shape.Sizes);
    }
}
