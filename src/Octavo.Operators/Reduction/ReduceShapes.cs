using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The shape rule of reductions.</summary>
internal static class ReduceShapes
{
    /// <summary>The shape of input 0 without the axes that input 1 names, or with size 1 there.</summary>
    public static Shape Reduced(this ShapeContext context, bool keepsAxes)
    {
        var shape = context.Input(0).Shape;
        if (!shape.HasRank)
        {
            return Shape.Unknown;
        }

        if (context.KnownIntegers(1) is not { } axes)
        {
            return keepsAxes ? new Shape([.. Enumerable.Repeat(Shape.UnknownSize, shape.Rank)]) : Shape.Unknown;
        }

        Check(axes, shape.Rank, context.Where);
        var isReduced = new bool[shape.Rank];
        foreach (var axis in shape.Rank == 0 ? [] : axes)
        {
            isReduced[shape.NormalizeAxis(axis)] = true;
        }

        var sizes = new List<int>();
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (!isReduced[axis])
            {
                sizes.Add(shape[axis]);
            }
            else if (keepsAxes)
            {
                sizes.Add(1);
            }
        }

        return new Shape([.. sizes]);
    }

    /// <exception cref="OctavoException">There is no such axis.</exception>
    public static void Check(int[] axes, int rank, string where)
    {
        foreach (var axis in axes)
        {
            // LiteRT takes axis 0 and -1 of a single value as naming nothing.
            if ((axis < -rank || axis >= rank) && !(rank == 0 && axis is 0 or -1))
            {
                throw new OctavoException(
                    ErrorKind.Shape, "there is no such axis", where, $"axes in [{-rank}, {rank})", $"[{string.Join(',', axes)}]",
                    "Check the shapes of the model's inputs.");
            }
        }
    }
}
