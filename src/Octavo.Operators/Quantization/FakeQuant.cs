using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>Rounds floats to what a quantized tensor of that range could hold. The range is moved so that 0 lies on the grid.</summary>
/// <param name="Bits">2 to 16.</param>
/// <param name="NarrowRange">Whether the lowest code is left out.</param>
internal sealed record FakeQuant(float Minimum, float Maximum, int Bits, bool NarrowRange)
    : Operator, IShapeInference, IElementwise, IFloatKernel, ITFLiteCodec<FakeQuant, FakeQuantOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FAKE_QUANT;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats, 2);

    public override string Name => "FAKE_QUANT";

    public static FakeQuant Read(FakeQuantOptions options) => new(options.Min, options.Max, options.NumBits, options.NarrowRange);

    public FakeQuantOptions Write() => new() { Min = Minimum, Max = Maximum, NumBits = Bits, NarrowRange = NarrowRange };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.Input(0)];

    public KernelSupport SupportFloat(OperandTypes operands) => KernelSupport
        .When(Bits is >= 2 and <= 16, $"{Bits} bits")
        .And(KernelSupport.When(Minimum < Maximum, $"an empty range, {Minimum} to {Maximum}"))
        .And(ElementwiseTypes.Float32(operands));

    public Step PrepareFloat(KernelContext context)
    {
        var lowest = NarrowRange ? 1f : 0f;
        var highest = (1 << Bits) - 1f;
        var scale = (Maximum - Minimum) / (highest - lowest);
        var zeroPoint = Math.Clamp(MathF.Round(lowest - (Minimum / scale), MidpointRounding.AwayFromZero), lowest, highest);
        var function = new FakeQuantizationFunction((lowest - zeroPoint) * scale, (highest - zeroPoint) * scale, scale);
        return ElementwiseKernels.Unary(context, function);
    }
}
