using System.Collections.Immutable;
using System.Numerics;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The position of the largest or smallest element along one axis; the first of equal ones. A NaN is taken only where it stands first.
/// Inputs: numbers or booleans; axis, one integer. Output: the input's shape without the axis.
/// </summary>
internal abstract record ExtremeIndexOperator : Operator, IShapeInference, IAxisMap, IPlainIntegerKernel, IFloatKernel
{
    private protected ExtremeIndexOperator()
    {
    }

    /// <summary>Int32 or Int64.</summary>
    public abstract ElementType OutputType { get; init; }

    /// <summary>Whether the largest element is sought.</summary>
    private protected abstract bool SeeksLargest { get; }

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0).Shape;
        var type = OutputType is ElementType.Int32 or ElementType.Int64 ? OutputType : context.DeclaredOutput(0).ElementType;
        if (!data.HasRank)
        {
            return [new TypedShape(type, Shape.Unknown)];
        }

        if (context.KnownAxis(1, data.Rank) is not { } axis)
        {
            return [new TypedShape(type, AxisRules.OfRank(Math.Max(0, data.Rank - 1)))];
        }

        return data[axis] != 0
            ? [new TypedShape(type, new Shape([.. data.Sizes[..axis], .. data.Sizes[(axis + 1)..]]))]
            : throw context.Mismatch("there is no position on an empty axis", $"a size of at least 1 on axis {axis}", data.ToString());
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.KnownAxis(1, node.Output.Shape.Rank + 1) is { } without ? AxisSource.Size(0, axis < without ? axis : axis + 1)
        : AxisSource.None;

    public KernelSupport SupportPlainInteger(OperandTypes operands) => Support(operands, false);

    public KernelSupport SupportFloat(OperandTypes operands) => Support(operands, true);

    public Step PreparePlainInteger(KernelContext context) => NumericTypes.Make(context.Input(0).ElementType, new Maker(this, context));

    public Step PrepareFloat(KernelContext context) => PreparePlainInteger(context);

    private static KernelSupport Support(OperandTypes operands, bool floating)
    {
        var type = operands.Input(0).ElementType;
        return KernelSupport.When(NumericTypes.Includes(type) && type.IsFloatingPoint() == floating, $"{type} elements")
            .And(KernelSupport.When(operands.Output.ElementType is ElementType.Int32 or ElementType.Int64,
                $"positions as {operands.Output.ElementType}"));
    }

    private readonly struct Maker(ExtremeIndexOperator operation, KernelContext context) : INumericStepMaker
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ExtremeIndexStep<T>(operation.SeeksLargest, context);
    }

    private sealed unsafe class ExtremeIndexStep<T>(bool seeksLargest, KernelContext context) : Step
        where T : unmanaged, INumber<T>
    {
        private readonly Operand input = context.Input(0);
        private readonly IndexOperand axisOperand = new(context.Input(1));
        private readonly Operand output = context.Output(0);

        public override void Run()
        {
            var shape = input.Shape;
            var axis = shape.NormalizeAxis(axisOperand[0]);
            long size = shape.Sizes[axis];
            var inner = shape.ElementCountBetween(axis + 1, shape.Rank);
            var outer = shape.ElementCountBetween(0, axis);
            var elements = input.As<T>();
            for (long row = 0; row < outer; row++)
            {
                for (long column = 0; column < inner; column++)
                {
                    var from = elements + (row * size * inner) + column;
                    var found = seeksLargest ? Largest(from, size, inner) : Smallest(from, size, inner);
                    if (output.ElementType == ElementType.Int32)
                    {
                        output.As<int>()[(row * inner) + column] = (int)found;
                    }
                    else
                    {
                        output.As<long>()[(row * inner) + column] = found;
                    }
                }
            }
        }

        private static long Largest(T* from, long size, long stride)
        {
            var best = *from;
            long found = 0;
            for (long index = 1; index < size; index++)
            {
                if (from[index * stride] > best)
                {
                    best = from[index * stride];
                    found = index;
                }
            }

            return found;
        }

        private static long Smallest(T* from, long size, long stride)
        {
            var best = *from;
            long found = 0;
            for (long index = 1; index < size; index++)
            {
                if (from[index * stride] < best)
                {
                    best = from[index * stride];
                    found = index;
                }
            }

            return found;
        }
    }
}
