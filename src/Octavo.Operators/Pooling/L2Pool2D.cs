using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The root of the mean square of each window.</summary>
internal sealed record L2Pool2D(
    Padding Padding, int StrideHeight, int StrideWidth, int FilterHeight, int FilterWidth,
    FusedActivation Activation = FusedActivation.None)
    : PoolOperator<EuclideanPool>(
        Padding, StrideHeight, StrideWidth, FilterHeight, FilterWidth, Activation), ITFLiteCodec<L2Pool2D, Pool2DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.L2_POOL_2D;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations);

    public override string Name => "L2_POOL_2D";

    public static L2Pool2D Read(Pool2DOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.FilterHeight, options.FilterWidth,
        options.FusedActivationFunction.ToFusedActivation());

    public Pool2DOptions Write() => WriteOptions();
}
