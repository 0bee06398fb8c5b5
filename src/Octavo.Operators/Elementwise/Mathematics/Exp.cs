using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>e^x</summary>
internal sealed record Exp : UnaryOperator<ExponentialFunction>, ITFLiteCodec<Exp, ExpOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EXP;

    public override string Name => "EXP";

    public static Exp Read(ExpOptions options) => new();

    public ExpOptions Write() => new();
}
