using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left differs from right, or one is NaN.</summary>
public sealed record NotEqual : ComparisonOperator<NotEqualFunction>, ITFLiteCodec<NotEqual, NotEqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.NOT_EQUAL;

    public override string Name => "NOT_EQUAL";

    public static NotEqual Read(NotEqualOptions options) => new();

    public NotEqualOptions Write() => new();
}
