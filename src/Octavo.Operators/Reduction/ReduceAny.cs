using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;
using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>Whether one is true over some axes; false for nothing.</summary>
internal sealed record ReduceAny(bool KeepsAxes)
    : ReduceOperator<LargestFold>(KeepsAxes), ITFLiteCodec<ReduceAny, ReducerOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REDUCE_ANY;

    public static OperatorSignature Signature => OperatorSignature.Reduction(ElementType.Boolean);

    public override string Name => "REDUCE_ANY";

    private protected override FrozenSet<ElementType> Types => IntegerTypes.Boolean;

    public static ReduceAny Read(ReducerOptions options) => new(options.KeepDims);

    public ReducerOptions Write() => new() { KeepDims = KeepsAxes };
}
