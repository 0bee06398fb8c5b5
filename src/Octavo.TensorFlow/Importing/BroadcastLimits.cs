using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Brings operands to one shape where a kernel of LiteRT broadcasts fewer axes than they have.</summary>
internal static class BroadcastLimits
{
    /// <summary>
    /// Gives the operands as they are where they have equal shapes or few enough axes, and repeated to their common shape otherwise.
    /// </summary>
    /// <param name="context">The node.</param>
    /// <param name="left">One operand.</param>
    /// <param name="right">The other.</param>
    /// <param name="maximumRank">The most axes that the kernel broadcasts; 0 where it broadcasts none.</param>
    public static (Value Left, Value Right) Align(this ImportContext context, Value left, Value right, int maximumRank)
    {
        if (AreEqual(left.Shape, right.Shape) || Rank(left) <= maximumRank && Rank(right) <= maximumRank && maximumRank != 0)
        {
            return (left, right);
        }

        if (Shape.TryBroadcast(left.Shape, right.Shape, out var common) && common.IsKnown)
        {
            var sizes = context.Integers([.. common.Sizes]);
            return (left.Shape == common ? left : context.Emit(new BroadcastTo(), left, sizes),
                right.Shape == common ? right : context.Emit(new BroadcastTo(), right, sizes));
        }

        var target = context.Emit(new BroadcastArgs(), context.Emit(new ShapeOf(ElementType.Int32), left),
            context.Emit(new ShapeOf(ElementType.Int32), right));
        return (context.Emit(new BroadcastTo(), left, target), context.Emit(new BroadcastTo(), right, target));
    }

    /// <summary>The rank; 0 where it is not known, since most values have few axes.</summary>
    private static int Rank(Value value) => value.Shape.HasRank ? value.Shape.Rank : 0;

    private static bool AreEqual(Shape left, Shape right) => left.IsKnown && left == right;
}
