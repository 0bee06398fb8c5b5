using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Conv3D : ITFLiteCodec<Conv3D, Conv3DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CONV_3D;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("input", TypeSet.Activations).In("filter", TypeSet.Weights, 5).Optional("bias", TypeSet.Biases)
        .Out("output", TypeSet.Activations);

    public static Conv3D Read(Conv3DOptions options) => new(
        options.Padding.ToPadding(), options.StrideD, options.StrideH, options.StrideW, options.DilationDFactor, options.DilationHFactor,
        options.DilationWFactor,
        options.FusedActivationFunction.ToFusedActivation());

    public Conv3DOptions Write() => new()
    {
        Padding = Padding.ToSchema(),
        StrideD = StrideDepth,
        StrideH = StrideHeight,
        StrideW = StrideWidth,
        DilationDFactor = DilationDepth,
        DilationHFactor = DilationHeight,
        DilationWFactor = DilationWidth,
        FusedActivationFunction = Activation.ToSchema(),
    };
}
