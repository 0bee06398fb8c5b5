using System.Collections.Immutable;
using System.Numerics;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Gives elements another quantized form, that of the declared output: from float32, clamp(zeroPoint + round(x / scale)) with ties away
/// from zero, one scale or one for each index of an axis; from integers, by a fixed-point factor input scale / output scale.
/// </summary>
internal sealed record Quantize : Operator, IShapeInference, IAxisMap, IQuantizedKernel, IQuantizable,
    ITFLiteCodec<Quantize, QuantizeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.QUANTIZE;

    public static OperatorSignature Signature =>
        new OperatorSignature(6).In("input", TypeSet.Numbers).Out("output", TypeSet.Weights | ElementType.Int32);

    public override string Name => "QUANTIZE";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All);

    public static Quantize Read(QuantizeOptions options) => new();

    public QuantizeOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) =>
        [new(context.DeclaredOutput(0).ElementType, context.Input(0).Shape)];

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportQuantized(OperandTypes operands)
    {
        var input = operands.Input(0);
        if (operands.Output.Quantization is not { } quantization)
        {
            return KernelSupport.No("the output has no scale");
        }

        return input.ElementType == ElementType.Float32
            ? KernelSupport.When(operands.Output.ElementType is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16,
                "the output must be int8, uint8 or int16")
            : KernelSupport
                .When(IsConverted(input.ElementType) && IsConverted(operands.Output.ElementType),
                    "input and output must be int8, uint8, int16 or int32")
                .And(KernelSupport.When(
                    input.Quantization is { IsPerChannel: false, Scale: > 0 } && quantization is { IsPerChannel: false, Scale: > 0 },
                    "one scale each is needed"));
    }

    public Step PrepareQuantized(KernelContext context) => context.Input(0).ElementType switch
    {
        ElementType.Int8 => Requantize<sbyte>(context),
        ElementType.UInt8 => Requantize<byte>(context),
        ElementType.Int16 => Requantize<short>(context),
        ElementType.Int32 => Requantize<int>(context),
        _ => context.Output(0).ElementType switch
        {
            ElementType.Int8 => new ConversionStep<QuantizeRun<sbyte>>(context, context.Output(0).Quantization!, default),
            ElementType.UInt8 => new ConversionStep<QuantizeRun<byte>>(context, context.Output(0).Quantization!, default),
            _ => new ConversionStep<QuantizeRun<short>>(context, context.Output(0).Quantization!, default),
        },
    };

    private static bool IsConverted(ElementType type) =>
        type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.Int32;

    private static Step Requantize<TSource>(KernelContext context)
        where TSource : unmanaged, IBinaryInteger<TSource>
    {
        var input = context.Input(0).Quantization!;
        var output = context.Output(0).Quantization!;
        var factor = QuantizedMultiplier.From((double)input.Scale / output.Scale);
        var (from, to) = ((int)input.ZeroPoint, (int)output.ZeroPoint);
        return context.Output(0).ElementType switch
        {
            ElementType.Int8 => new FlatStep<RequantizeRun<TSource, sbyte>>(context, new(from, factor, to)),
            ElementType.UInt8 => new FlatStep<RequantizeRun<TSource, byte>>(context, new(from, factor, to)),
            ElementType.Int16 => new FlatStep<RequantizeRun<TSource, short>>(context, new(from, factor, to)),
            _ => new FlatStep<RequantizeRun<TSource, int>>(context, new(from, factor, to)),
        };
    }
}
