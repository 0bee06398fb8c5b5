using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The largest integer not above left / right.</summary>
internal sealed record FloorDiv : IntegerBinaryOperator<FloorDivideFunction>, ITFLiteCodec<FloorDiv, FloorDivOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FLOOR_DIV;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Numbers, 3);

    public override string Name => "FLOOR_DIV";

    public static FloorDiv Read(FloorDivOptions options) => new();

    public FloorDivOptions Write() => new();
}
