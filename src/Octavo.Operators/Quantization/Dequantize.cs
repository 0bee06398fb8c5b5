using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What quantized elements stand for: float32, scale x (q - zeroPoint), one scale or one for each index of an axis; float16 and bfloat16
/// are widened.
/// </summary>
internal sealed record Dequantize
    : Operator, IShapeInference, IAxisMap, IFloatKernel, IQuantizedKernel, IQuantizable, ITFLiteCodec<Dequantize, DequantizeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.DEQUANTIZE;

    public static OperatorSignature Signature =>
        new OperatorSignature(9).In("input", TypeSet.Weights | ElementType.Int32).Out("output", TypeSet.Floats);

    public override string Name => "DEQUANTIZE";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All) with { Outputs = [OperandContract.Untouched] };

    public static Dequantize Read(DequantizeOptions options) => new();

    public DequantizeOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(ElementType.Float32, context.Input(0).Shape)];

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportFloat(OperandTypes operands) => KernelSupport.When(
        operands.Input(0).ElementType is ElementType.Float16 or ElementType.BFloat16, "the input must be float16 or bfloat16");

    public Step PrepareFloat(KernelContext context) => context.Input(0).ElementType == ElementType.Float16
        ? new FlatStep<HalfToFloatRun>(context, default)
        : new FlatStep<BFloat16ToFloatRun>(context, default);

    public KernelSupport SupportQuantized(OperandTypes operands) => KernelSupport
        .When(
            operands.Input(0).ElementType is ElementType.Int2 or ElementType.Int4 or ElementType.Int8 or ElementType.UInt8
            or ElementType.Int16,
            "the input must be int2, int4, int8, uint8 or int16")
        .And(KernelSupport.When(operands.Input(0).Quantization is not null, "the input has no scale"));

    public Step PrepareQuantized(KernelContext context)
    {
        var quantization = context.Input(0).Quantization!;
        return context.Input(0).ElementType switch
        {
            ElementType.Int2 => new ConversionStep<DequantizePackedRun>(context, quantization, new(2)),
            ElementType.Int4 => new ConversionStep<DequantizePackedRun>(context, quantization, new(4)),
            ElementType.Int8 => new ConversionStep<DequantizeRun<sbyte>>(context, quantization, default),
            ElementType.UInt8 => new ConversionStep<DequantizeRun<byte>>(context, quantization, default),
            _ => new ConversionStep<DequantizeRun<short>>(context, quantization, default),
        };
    }
}
