using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left = right</summary>
public sealed record Equal : ComparisonOperator<EqualFunction>, ITFLiteCodec<Equal, EqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EQUAL;

    public override string Name => "EQUAL";

    public static Equal Read(EqualOptions options) => new();

    public EqualOptions Write() => new();
}
