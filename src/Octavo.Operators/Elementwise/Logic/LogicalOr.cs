using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;
using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>Whether one is true.</summary>
internal sealed record LogicalOr : LogicOperator<LogicalOrFunction>, ITFLiteCodec<LogicalOr, LogicalOrOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOGICAL_OR;

    public static OperatorSignature Signature => OperatorSignature.Binary(ElementType.Boolean);

    public override string Name => "LOGICAL_OR";

    private protected override FrozenSet<ElementType> Types => IntegerTypes.Boolean;

    public static LogicalOr Read(LogicalOrOptions options) => new();

    public LogicalOrOptions Write() => new();
}
