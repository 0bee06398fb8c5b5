using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Conv3DTranspose : ITFLiteCodec<Conv3DTranspose, Conv3DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CONV_3D_TRANSPOSE;

    public static OperatorSignature Signature => new OperatorSignature()
        .In("output shape", TypeSet.Integers).In("filter", TypeSet.Weights, 5).In("input", TypeSet.Activations)
        .Optional("bias", TypeSet.Biases).Out("output", TypeSet.Activations);

    public static Conv3DTranspose Read(Conv3DOptions options) => new(
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
