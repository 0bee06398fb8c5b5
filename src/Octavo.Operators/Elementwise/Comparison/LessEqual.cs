using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left &lt;= right</summary>
internal sealed record LessEqual : ComparisonOperator<LessOrEqualFunction>, IQuantizable, ITFLiteCodec<LessEqual, LessEqualOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LESS_EQUAL;

    public static OperatorSignature Signature => OperatorSignature.Comparison(TypeSet.Numbers, 2);

    public override string Name => "LESS_EQUAL";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public static LessEqual Read(LessEqualOptions options) => new();

    public LessEqualOptions Write() => new();
}
