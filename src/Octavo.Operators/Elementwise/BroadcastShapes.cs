using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The shape rule of operators on two operands.</summary>
internal static class BroadcastShapes
{
    /// <summary>The common shape of inputs 0 and 1.</summary>
    /// <exception cref="OctavoException">The shapes don't broadcast, or the types differ.</exception>
    public static Shape Broadcast(this ShapeContext context)
    {
        var left = context.Input(0);
        var right = context.Input(1);
        if (left.ElementType != right.ElementType)
        {
            throw context.Mismatch("the inputs have different element types", $"{left.ElementType}", $"{right.ElementType}");
        }

        return Shape.TryBroadcast(left.Shape, right.Shape, out var shape)
            ? shape
            : throw context.Mismatch("the shapes don't broadcast", "equal sizes, or sizes of 1, aligned at the last axis",
                $"{left.Shape} and {right.Shape}");
    }
}
