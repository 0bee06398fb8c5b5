using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>1 / sqrt x</summary>
internal sealed record Rsqrt : UnaryOperator<ReciprocalSquareRootFunction>, ITFLiteCodec<Rsqrt, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RSQRT;

    public override string Name => "RSQRT";

    public static Rsqrt Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
