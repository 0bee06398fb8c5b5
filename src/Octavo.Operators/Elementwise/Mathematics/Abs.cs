using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The magnitude; that of the smallest integer wraps around to itself.</summary>
internal sealed record Abs : IntegerUnaryOperator<AbsoluteFunction>, ITFLiteCodec<Abs, AbsOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ABS;

    public override string Name => "ABS";

    public static Abs Read(AbsOptions options) => new();

    public AbsOptions Write() => new();
}
