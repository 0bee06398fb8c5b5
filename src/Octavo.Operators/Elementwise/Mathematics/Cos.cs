using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>cos x</summary>
internal sealed record Cos : UnaryOperator<CosineFunction>, ITFLiteCodec<Cos, CosOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.COS;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats, 2);

    public override string Name => "COS";

    public static Cos Read(CosOptions options) => new();

    public CosOptions Write() => new();
}
