using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The largest over some axes; NaN is dropped, the type's lowest finite value for nothing.</summary>
internal sealed record ReduceMax(bool KeepsAxes)
    : FloatReduceOperator<MaximumFunction, LargestFold>(KeepsAxes), IQuantizable, ITFLiteCodec<ReduceMax, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REDUCE_MAX;

    public static OperatorSignature Signature => OperatorSignature.Reduction(TypeSet.Values, 3);

    public override string Name => "REDUCE_MAX";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Reduction(ContractForms.All) with { Outputs = [OperandContract.SameAsInput(0)] };

    protected override float Start => float.MinValue;

    public static ReduceMax Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
