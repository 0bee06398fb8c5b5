using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left > right</summary>
internal sealed record Greater : ComparisonOperator<GreaterFunction>, ITFLiteCodec<Greater, GreaterOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.GREATER;

    public override string Name => "GREATER";

    public static Greater Read(GreaterOptions options) => new();

    public GreaterOptions Write() => new();
}
