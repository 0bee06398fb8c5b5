using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record Svdf : IQuantizedKernel
{
    /// <summary>int8 activations and feature weights; state and time weights both int16 or both int8.</summary>
    public KernelSupport SupportQuantized(OperandTypes operands)
    {
        var (times, state) = (operands.Input(2), operands.Input(4));
        return KernelSupport.When(operands.Input(0).ElementType == ElementType.Int8,
            $"the input is {operands.Input(0).ElementType}, not Int8")
            .And(KernelSupport.When(operands.Output.ElementType == ElementType.Int8,
                $"the output is {operands.Output.ElementType}, not Int8"))
            .And(KernelSupport.When(operands.Input(1).ElementType == ElementType.Int8,
                $"the feature weights are {operands.Input(1).ElementType}, not Int8"))
            .And(KernelSupport.When(
                (times.ElementType, state.ElementType) is (ElementType.Int16, ElementType.Int16) or (ElementType.Int8, ElementType.Int8),
                $"the time weights are {times.ElementType} and the state is {state.ElementType}, not both Int16 or both Int8"))
            .And(KernelSupport.When(state.IsVariable, "the state is no variable"))
            .And(KernelSupport.When(Activation is FusedActivation.None or FusedActivation.Relu, $"{Activation} has no integer form here"))
            .And(KernelSupport.When(
                new[] { operands.Input(0), operands.Input(1), times, state,
                    operands.Output }.All(value => value.Quantization is { IsPerChannel: false }), "an operand has no scale, or several"))
            .And(KernelSupport.When(
                new[] { operands.Input(1), times, state }.All(value => value.Quantization is null or { IsSymmetric: true }),
                "weights or state have a zero point other than 0"))
            .And(KernelSupport.When(
                operands.OptionalInput(3) is null or { ElementType: ElementType.Int32 },
                $"the bias is {operands.OptionalInput(3)?.ElementType}, not Int32"));
    }

    public Step PrepareQuantized(KernelContext context)
    {
        SvdfMemory.CheckState(context);
        return context.Input(4).ElementType == ElementType.Int16 ? new IntegerStep<short>(context, this)
            : new IntegerStep<sbyte>(context, this);
    }

    /// <summary>
    /// Formula: docs/numerics.md, "SVDF". Source: LiteRT tflite/kernels/internal/reference/svdf.h, EvalIntegerSVDF (the order of
    /// roundings).
    /// </summary>
    private sealed unsafe class IntegerStep<T>(KernelContext context, Svdf @operator) : Step
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand features = context.Input(1);
        private readonly Operand times = context.Input(2);
        private readonly Operand? bias = context.OptionalInput(3);
        private readonly Operand state = context.Input(4);
        private readonly Operand output = context.Output(0);
        private readonly int inputZeroPoint = (int)context.Input(0).Quantization!.ZeroPoint;
        private readonly int outputZeroPoint = (int)context.Output(0).Quantization!.ZeroPoint;
        private readonly int rank = @operator.Rank;
        private readonly int minimum =
            @operator.Activation == FusedActivation.Relu ? (int)context.Output(0).Quantization!.ZeroPoint : sbyte.MinValue;
        private readonly QuantizedMultiplier toState = Factor(context.Input(0), context.Input(1), context.Input(4));
        private readonly QuantizedMultiplier toOutput = Factor(context.Input(4), context.Input(2), context.Output(0));

        public override void Run()
        {
            var (filters, memory, depth) = (times.Shape[0], times.Shape[1], features.Shape[1]);
            var units = filters / rank;
            var source = input.As<sbyte>();
            var values = state.As<T>();
            var target = output.As<sbyte>();
            for (var row = 0; row < input.Shape[0]; row++)
            {
                for (var unit = 0; unit < units; unit++)
                {
                    var sum = bias is null ? 0 : bias.As<int>()[unit];
                    for (var filter = unit * rank; filter < (unit + 1) * rank; filter++)
                    {
                        var projection = toState.Multiply(Project(source, features.As<sbyte>() + ((nint)filter * depth), depth));
                        sum += Remember(values, T.CreateSaturating(projection), times.As<T>() + ((nint)filter * memory), memory);
                        values += memory;
                    }

                    *target++ = (sbyte)Math.Clamp((long)toOutput.Multiply(sum) + outputZeroPoint, minimum, sbyte.MaxValue);
                }

                source += depth;
            }
        }

        private static QuantizedMultiplier Factor(Operand left, Operand right, Operand result) =>
            QuantizedMultiplier.From(left.Quantization!.Scale * right.Quantization!.Scale / result.Quantization!.Scale);

        private int Project(sbyte* source, sbyte* weights, int depth)
        {
            var sum = 0;
            for (var k = 0; k < depth; k++)
            {
                sum += (source[k] - inputZeroPoint) * weights[k];
            }

            return sum;
        }

        private static int Remember(T* values, T newest, T* weights, int memory)
        {
            var sum = 0;
            for (var moment = 0; moment < memory; moment++)
            {
                values[moment] = moment + 1 < memory ? values[moment + 1] : newest;
                sum += int.CreateTruncating(values[moment]) * int.CreateTruncating(weights[moment]);
            }

            return sum;
        }
    }
}
