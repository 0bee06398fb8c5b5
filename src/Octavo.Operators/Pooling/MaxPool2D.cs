using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The largest of each window; NaN is dropped.</summary>
internal sealed record MaxPool2D(
    Padding Padding, int StrideHeight, int StrideWidth, int FilterHeight, int FilterWidth,
    FusedActivation Activation = FusedActivation.None)
    : PoolOperator<MaximumPool>(Padding, StrideHeight, StrideWidth, FilterHeight, FilterWidth, Activation),
    IQuantizable, ITFLiteCodec<MaxPool2D, Pool2DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MAX_POOL_2D;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "MAX_POOL_2D";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All);

    public static MaxPool2D Read(Pool2DOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.FilterHeight, options.FilterWidth,
        options.FusedActivationFunction.ToFusedActivation());

    public Pool2DOptions Write() => WriteOptions();
}
