using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The nearest integer, half to even.</summary>
internal sealed record Round : UnaryOperator<RoundFunction>, ITFLiteCodec<Round, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ROUND;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats);

    public override string Name => "ROUND";

    public static Round Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
