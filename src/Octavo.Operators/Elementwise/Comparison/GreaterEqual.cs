using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left >= right</summary>
internal sealed record GreaterEqual
    : ComparisonOperator<GreaterOrEqualFunction>, IQuantizable, ITFLiteCodec<GreaterEqual, GreaterEqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.GREATER_EQUAL;

    public static OperatorSignature Signature => OperatorSignature.Comparison(TypeSet.Numbers, 3);

    public override string Name => "GREATER_EQUAL";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public static GreaterEqual Read(GreaterEqualOptions options) => new();

    public GreaterEqualOptions Write() => new();
}
