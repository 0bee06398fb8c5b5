using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>sin x</summary>
internal sealed record Sin : UnaryOperator<SineFunction>, ITFLiteCodec<Sin, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SIN;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Floats, 2);

    public override string Name => "SIN";

    public static Sin Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
