using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;
using System.Collections.Frozen;

namespace Octavo.Operators;

/// <summary>Whether both are true.</summary>
internal sealed record LogicalAnd : LogicOperator<LogicalAndFunction>, ITFLiteCodec<LogicalAnd, LogicalAndOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOGICAL_AND;

    public static OperatorSignature Signature => OperatorSignature.Binary(ElementType.Boolean);

    public override string Name => "LOGICAL_AND";

    private protected override FrozenSet<ElementType> Types => IntegerTypes.Boolean;

    public static LogicalAnd Read(LogicalAndOptions options) => new();

    public LogicalAndOptions Write() => new();
}
