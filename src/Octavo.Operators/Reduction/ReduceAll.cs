using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;
using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>Whether all are true over some axes; true for nothing.</summary>
internal sealed record ReduceAll(bool KeepsAxes)
    : ReduceOperator<SmallestFold>(KeepsAxes), ITFLiteCodec<ReduceAll, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REDUCE_ALL;

    public static OperatorSignature Signature => OperatorSignature.Reduction(ElementType.Boolean);

    public override string Name => "REDUCE_ALL";

    private protected override FrozenSet<ElementType> Types => IntegerTypes.Boolean;

    public static ReduceAll Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
