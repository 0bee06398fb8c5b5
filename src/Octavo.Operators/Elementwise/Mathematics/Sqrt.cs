using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The square root.</summary>
internal sealed record Sqrt : UnaryOperator<SquareRootFunction>, ITFLiteCodec<Sqrt, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SQRT;

    public override string Name => "SQRT";

    public static Sqrt Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
