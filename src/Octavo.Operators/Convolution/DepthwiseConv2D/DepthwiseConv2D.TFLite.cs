using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record DepthwiseConv2D : ITFLiteCodec<DepthwiseConv2D, DepthwiseConv2DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.DEPTHWISE_CONV_2D;

    public static OperatorSignature Signature => new OperatorSignature(7)
        .In("input", TypeSet.Activations).In("filter", TypeSet.Weights, 4, scaledWith: 0).Optional("bias", TypeSet.Biases)
        .Out("output", TypeSet.Activations) with { Versions = new(ChannelAxis: 3) };

    public static DepthwiseConv2D Read(DepthwiseConv2DOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.DilationHFactor, options.DilationWFactor,
        options.DepthMultiplier, options.FusedActivationFunction.ToFusedActivation());

    public DepthwiseConv2DOptions Write() => new()
    {
        Padding = Padding.ToSchema(),
        StrideH = StrideHeight,
        StrideW = StrideWidth,
        DilationHFactor = DilationHeight,
        DilationWFactor = DilationWidth,
        DepthMultiplier = DepthMultiplier,
        FusedActivationFunction = Activation.ToSchema(),
    };
}
