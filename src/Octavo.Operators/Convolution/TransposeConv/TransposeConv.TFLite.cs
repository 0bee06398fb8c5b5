using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record TransposeConv : ITFLiteCodec<TransposeConv, TransposeConvOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.TRANSPOSE_CONV;

    public static TransposeConv Read(TransposeConvOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.FusedActivationFunction.ToFusedActivation(), options.QuantizedBiasType.ToElementType());

    public TransposeConvOptions Write() => new()
    {
        Padding = Padding.ToSchema(),
        StrideH = StrideHeight,
        StrideW = StrideWidth,
        FusedActivationFunction = Activation.ToSchema(),
        QuantizedBiasType = QuantizedBiasType.ToSchema(),
    };
}
