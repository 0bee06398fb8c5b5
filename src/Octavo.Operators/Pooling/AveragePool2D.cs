using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The mean of each window, counting the elements inside of the input only.</summary>
internal sealed record AveragePool2D(
    Padding Padding, int StrideHeight, int StrideWidth, int FilterHeight, int FilterWidth,
    FusedActivation Activation = FusedActivation.None)
    : PoolOperator<AveragePool>(Padding, StrideHeight, StrideWidth, FilterHeight, FilterWidth, Activation),
    IQuantizable, ITFLiteCodec<AveragePool2D, Pool2DOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.AVERAGE_POOL_2D;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "AVERAGE_POOL_2D";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All);

    public static AveragePool2D Read(Pool2DOptions options) => new(
        options.Padding.ToPadding(), options.StrideH, options.StrideW, options.FilterHeight, options.FilterWidth,
        options.FusedActivationFunction.ToFusedActivation());

    public Pool2DOptions Write() => WriteOptions();
}
