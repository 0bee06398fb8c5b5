using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Conv2D : ITFLiteCodec<Conv2D, Conv2DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CONV_2D;

    public static OperatorSignature Signature => new OperatorSignature(8)
        .In("input", TypeSet.Activations).In("filter", TypeSet.Weights, 4, scaledWith: 0).Optional("bias", TypeSet.Biases)
        .Out("output", TypeSet.Activations);

    public static Conv2D Read(Conv2DOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.DilationHFactor, options.DilationWFactor,
        options.FusedActivationFunction.ToFusedActivation(), options.QuantizedBiasType.ToElementType());

    public Conv2DOptions Write() => new()
    {
        Padding = Padding.ToSchema(),
        StrideH = StrideHeight,
        StrideW = StrideWidth,
        DilationHFactor = DilationHeight,
        DilationWFactor = DilationWidth,
        FusedActivationFunction = Activation.ToSchema(),
        QuantizedBiasType = QuantizedBiasType.ToSchema(),
    };
}
