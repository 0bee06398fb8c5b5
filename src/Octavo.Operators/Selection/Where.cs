using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The positions of all elements that are not zero (NaN is not), in row-major order: int64 [count, rank]. Input: booleans or numbers. The
/// count is known when it has run.
/// </summary>
internal sealed record Where : Operator, IShapeInference, IPlainIntegerKernel, IFloatKernel, IQuantizable, ITFLiteCodec<Where, WhereOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.WHERE;

    public static OperatorSignature Signature =>
        new OperatorSignature(2).In("condition", TypeSet.Values).Out("positions", TypeSet.Integers);

    public override string Name => "WHERE";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.EightBits,
        Inputs = [OperandContract.Activation with { IsSymmetric = true }],
        Outputs = [OperandContract.Untouched],
    };

    public static Where Read(WhereOptions options) => new();

    public WhereOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var condition = context.Input(0).Shape;
        if (condition.HasRank && condition.Rank == 0)
        {
            throw context.Mismatch("a single element has no position", "rank 1 or more", condition.ToString());
        }

        return [new TypedShape(ElementType.Int64, new Shape(Shape.UnknownSize, condition.HasRank ? condition.Rank : Shape.UnknownSize))];
    }

    public KernelSupport SupportPlainInteger(OperandTypes operands) => Support(operands, false);

    public KernelSupport SupportFloat(OperandTypes operands) => Support(operands, true);

    public Step PreparePlainInteger(KernelContext context) => NumericTypes.Make(context.Input(0).ElementType, new Maker(context));

    public Step PrepareFloat(KernelContext context) => PreparePlainInteger(context);

    private static KernelSupport Support(OperandTypes operands, bool floating)
    {
        var type = operands.Input(0).ElementType;
        return KernelSupport.When(NumericTypes.Includes(type) && type.IsFloatingPoint() == floating, $"a {type} condition");
    }

    private readonly struct Maker(KernelContext context) : INumericStepMaker
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new WhereStep<T>(context);
    }

    private sealed unsafe class WhereStep<T>(KernelContext context) : Step
        where T : unmanaged, INumber<T>
    {
        private readonly Operand condition = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly int[] position = new int[context.Input(0).Shape.Rank];

        public override void Run()
        {
            var elements = condition.As<T>();
            var count = 0;
            for (long index = 0; index < condition.ElementCount; index++)
            {
                count += T.IsZero(elements[index]) ? 0 : 1;
            }

            if (!output.Shape.IsKnown || output.Shape[0] != count)
            {
                output.Resize(new Shape(count, position.Length));
            }
            else
            {
                output.Resize(output.Shape);
            }

            WritePositions(elements, output.As<long>());
        }

        private void WritePositions(T* elements, long* target)
        {
            var sizes = condition.Shape.Sizes;
            Array.Clear(position);
            for (long index = 0; index < condition.ElementCount; index++)
            {
                if (!T.IsZero(elements[index]))
                {
                    foreach (var place in position)
                    {
                        *target++ = place;
                    }
                }

                for (var axis = sizes.Length - 1; axis >= 0; axis--)
                {
                    if (++position[axis] < sizes[axis])
                    {
                        break;
                    }

                    position[axis] = 0;
                }
            }
        }
    }
}
