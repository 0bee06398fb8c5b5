using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The product over some axes.</summary>
internal sealed record ReduceProd(bool KeepsAxes)
    : FloatReduceOperator<MultiplyFunction, ProductFold>(KeepsAxes), IQuantizable, ITFLiteCodec<ReduceProd, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REDUCE_PROD;

    public static OperatorSignature Signature => OperatorSignature.Reduction(TypeSet.Values, 2);

    public override string Name => "REDUCE_PROD";

    QuantizationContract IQuantizable.Contract => ContractForms.Reduction(ContractForms.Signed);

    protected override float Start => 1f;

    public static ReduceProd Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
