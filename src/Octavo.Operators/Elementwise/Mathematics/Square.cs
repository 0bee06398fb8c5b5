using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x^2</summary>
internal sealed record Square : UnaryOperator<SquareFunction>, ITFLiteCodec<Square, SquareOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SQUARE;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Numbers);

    public override string Name => "SQUARE";

    public static Square Read(SquareOptions options) => new();

    public SquareOptions Write() => new();
}
