using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Takes each element from one of two broadcast values, by a broadcast condition. Axes that all three walk alike are merged.
/// </summary>
internal sealed unsafe class SelectStep<T> : Step
    where T : unmanaged
{
    private readonly Operand condition;
    private readonly Operand left;
    private readonly Operand right;
    private readonly Operand output;
    private readonly List<Axis> axes = [];
    private readonly long[] position;

    /// <param name="conditionShape">The condition's shape, aligned at the last axis.</param>
    public SelectStep(KernelContext context, Shape conditionShape)
    {
        condition = context.Input(0);
        left = context.Input(1);
        right = context.Input(2);
        output = context.Output(0);
        long conditionStride = 1;
        long leftStride = 1;
        long rightStride = 1;
        for (var axis = 1; axis <= output.Shape.Rank; axis++)
        {
            Prepend(new Axis(
                output.Shape[-axis], Next(conditionShape, axis, ref conditionStride), Next(left.Shape, axis, ref leftStride),
                Next(right.Shape, axis, ref rightStride)));
        }

        if (axes.Count == 0)
        {
            axes.Add(new Axis(1, 0, 0, 0));
        }

        position = new long[axes.Count];
    }

    public override void Run()
    {
        if (output.ElementCount == 0)
        {
            return;
        }

        var inner = axes[^1];
        var choose = condition.Pointer;
        var from = left.As<T>();
        var otherwise = right.As<T>();
        var to = output.As<T>();
        Array.Clear(position);
        for (var rows = output.ElementCount / inner.Size; rows > 0; rows--)
        {
            for (long index = 0; index < inner.Size; index++)
            {
                to[index] = choose[index * inner.Condition] != 0 ? from[index * inner.Left] : otherwise[index * inner.Right];
            }

            to += inner.Size;
            for (var axis = axes.Count - 2; axis >= 0; axis--)
            {
                var outer = axes[axis];
                choose += outer.Condition;
                from += outer.Left;
                otherwise += outer.Right;
                if (++position[axis] < outer.Size)
                {
                    break;
                }

                position[axis] = 0;
                choose -= outer.Size * outer.Condition;
                from -= outer.Size * outer.Left;
                otherwise -= outer.Size * outer.Right;
            }
        }
    }

    private static long Next(Shape shape, int axisFromEnd, ref long stride)
    {
        if (axisFromEnd > shape.Rank || shape[-axisFromEnd] == 1)
        {
            return 0;
        }

        var own = stride;
        stride *= shape[-axisFromEnd];
        return own;
    }

    private void Prepend(Axis next)
    {
        if (next.Size == 1)
        {
            return;
        }

        if (axes.Count != 0 && axes[0] is var inner && next.Condition == inner.Size * inner.Condition
            && next.Left == inner.Size * inner.Left && next.Right == inner.Size * inner.Right)
        {
            axes[0] = inner with { Size = inner.Size * next.Size };
        }
        else
        {
            axes.Insert(0, next);
        }
    }

    private readonly record struct Axis(long Size, long Condition, long Left, long Right);
}
