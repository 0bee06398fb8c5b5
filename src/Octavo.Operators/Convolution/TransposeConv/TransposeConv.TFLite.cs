using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record TransposeConv : ITFLiteCodec<TransposeConv, TransposeConvOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.TRANSPOSE_CONV;

    public static OperatorSignature Signature => new OperatorSignature(5)
        .In("output shape", TypeSet.Integers).In("filter", TypeSet.Weights, 4, scaledWith: 2).In("input", TypeSet.Activations)
        .Optional("bias", TypeSet.Biases).Out("output", TypeSet.Activations);

    public static TransposeConv Read(TransposeConvOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.FusedActivationFunction.ToFusedActivation(),
        options.QuantizedBiasType.ToElementType());

    public TransposeConvOptions Write() => new()
    {
        Padding = Padding.ToSchema(),
        StrideH = StrideHeight,
        StrideW = StrideWidth,
        FusedActivationFunction = Activation.ToSchema(),
        QuantizedBiasType = QuantizedBiasType.ToSchema(),
    };
}
