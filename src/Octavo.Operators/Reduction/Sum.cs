using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The sum over some axes; that of booleans is whether one is true.</summary>
internal sealed record Sum(bool KeepsAxes)
    : FloatReduceOperator<AddFunction, SumFold>(KeepsAxes), IQuantizable, ITFLiteCodec<Sum, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SUM;

    public static OperatorSignature Signature => OperatorSignature.Reduction(TypeSet.Values, 2);

    public override string Name => "SUM";

    QuantizationContract IQuantizable.Contract => ContractForms.Reduction(ContractForms.EightBits);

    protected override float Start => 0f;

    public static Sum Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
