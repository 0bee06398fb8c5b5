using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>-1, 0 or 1; NaN stays NaN.</summary>
public sealed record Sign : IntegerUnaryOperator<SignFunction>, ITFLiteCodec<Sign, SignOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SIGN;

    public override string Name => "SIGN";

    public static Sign Read(SignOptions options) => new();

    public SignOptions Write() => new();
}
