using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;
using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>left shifted right by right bits, keeping its sign; the count is clamped to the width.</summary>
internal sealed record RightShift : LogicOperator<RightShiftFunction>, ITFLiteCodec<RightShift, RightShiftOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RIGHT_SHIFT;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Integers);

    public override string Name => "RIGHT_SHIFT";

    private protected override FrozenSet<ElementType> Types => IntegerTypes.All;

    public static RightShift Read(RightShiftOptions options) => new();

    public RightShiftOptions Write() => new();
}
