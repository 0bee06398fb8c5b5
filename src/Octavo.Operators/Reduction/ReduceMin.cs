using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The smallest over some axes; NaN is dropped, the type's largest finite value for nothing.</summary>
internal sealed record ReduceMin(bool KeepsAxes)
    : FloatReduceOperator<MinimumFunction, SmallestFold>(KeepsAxes), IQuantizable, ITFLiteCodec<ReduceMin, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REDUCE_MIN;

    public static OperatorSignature Signature => OperatorSignature.Reduction(TypeSet.Values, 3);

    public override string Name => "REDUCE_MIN";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Reduction(ContractForms.All) with { Outputs = [OperandContract.SameAsInput(0)] };

    protected override float Start => float.MaxValue;

    public static ReduceMin Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
