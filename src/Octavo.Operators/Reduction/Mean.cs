using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The mean over some axes, NaN for nothing; that of integers is truncated toward zero.</summary>
internal sealed record Mean(bool KeepsAxes)
    : FloatReduceOperator<AddFunction, MeanFold>(KeepsAxes), IQuantizable, ITFLiteCodec<Mean, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MEAN;

    public static OperatorSignature Signature => OperatorSignature.Reduction(TypeSet.Numbers, 3);

    public override string Name => "MEAN";

    QuantizationContract IQuantizable.Contract => ContractForms.Reduction(ContractForms.All);

    protected override float Start => 0f;

    protected override bool DividesByCount => true;

    public static Mean Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
