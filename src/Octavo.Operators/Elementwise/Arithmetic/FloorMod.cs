using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left - floor(left / right) x right: the remainder has the divisor's sign.</summary>
internal sealed record FloorMod : IntegerBinaryOperator<FloorModuloFunction>, ITFLiteCodec<FloorMod, FloorModOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FLOOR_MOD;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Numbers, 2);

    public override string Name => "FLOOR_MOD";

    public static FloorMod Read(FloorModOptions options) => new();

    public FloorModOptions Write() => new();
}
