using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The smallest integer not below x.</summary>
internal sealed record Ceil : UnaryOperator<CeilingFunction>, ITFLiteCodec<Ceil, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CEIL;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats);

    public override string Name => "CEIL";

    public static Ceil Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
