using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Running sums along one axis, in order; integers wrap. Inputs: float32, int32 or int64; axis, one int32.
/// </summary>
/// <param name="Exclusive">Whether an element is left out of its own sum.</param>
/// <param name="Reverse">Whether sums run from the end.</param>
internal sealed record Cumsum(bool Exclusive = false, bool Reverse = false)
    : Operator, IShapeInference, IAxisMap, IPlainIntegerKernel, IFloatKernel, ITFLiteCodec<Cumsum, CumsumOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CUMSUM;

    public static OperatorSignature Signature =>
        new OperatorSignature().In("input", TypeSet.Numbers).In("axis", TypeSet.Integers).Out("sums", TypeSet.Numbers);

    public override string Name => "CUMSUM";

    public static Cumsum Read(CumsumOptions options) => new(options.Exclusive, options.Reverse);

    public CumsumOptions Write() => new() { Exclusive = Exclusive, Reverse = Reverse };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (data.Shape.HasRank)
        {
            context.KnownAxis(1, data.Shape.Rank);
        }

        return [data];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportPlainInteger(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType is ElementType.Int32 or ElementType.Int64, $"sums of {operands.Output.ElementType}");

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Output.ElementType == ElementType.Float32, $"sums of {operands.Output.ElementType}");

    public Step PreparePlainInteger(KernelContext context) =>
        context.Output(0).ElementType == ElementType.Int32 ? new CumsumStep<int>(this, context) : new CumsumStep<long>(this, context);

    public Step PrepareFloat(KernelContext context) => new CumsumStep<float>(this, context);

    private sealed unsafe class CumsumStep<T>(Cumsum operation, KernelContext context) : MovementStep(context, 1)
        where T : unmanaged, INumber<T>
    {
        private readonly Operand input = context.Input(0);
        private readonly IndexOperand axisOperand = new(context.Input(1));
        private readonly Operand output = context.Output(0);
        private int axis;

        protected override void Plan()
        {
            var named = axisOperand[0];
            axis = named >= -input.Shape.Rank && named < input.Shape.Rank ? input.Shape.NormalizeAxis(named) : throw new OctavoException(
                ErrorKind.InvalidData, "there is no such axis", Where, $"an axis in [{-input.Shape.Rank}, {input.Shape.Rank})", $"{named}");
        }

        protected override void Move()
        {
            long size = input.Shape.Sizes[axis];
            var inner = input.Shape.ElementCountBetween(axis + 1, input.Shape.Rank);
            var outer = input.Shape.ElementCountBetween(0, axis);
            var step = operation.Reverse ? -inner : inner;
            for (long row = 0; row < outer; row++)
            {
                for (long column = 0; column < inner; column++)
                {
                    var place = (row * size * inner) + column + (operation.Reverse ? (size - 1) * inner : 0);
                    var sum = T.Zero;
                    for (long index = 0; index < size; index++, place += step)
                    {
                        var before = sum;
                        sum += input.As<T>()[place];
                        output.As<T>()[place] = operation.Exclusive ? before : sum;
                    }
                }
            }
        }
    }
}
