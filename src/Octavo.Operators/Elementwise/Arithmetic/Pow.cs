using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left to the power of right.</summary>
internal sealed record Pow : IntegerBinaryOperator<PowerFunction>, ITFLiteCodec<Pow, PowOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.POW;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Numbers);

    public override string Name => "POW";

    public static Pow Read(PowOptions options) => new();

    public PowOptions Write() => new();
}
