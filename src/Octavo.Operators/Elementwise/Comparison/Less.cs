using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left &lt; right</summary>
internal sealed record Less : ComparisonOperator<LessFunction>, IQuantizable, ITFLiteCodec<Less, LessOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LESS;

    public static OperatorSignature Signature => OperatorSignature.Comparison(TypeSet.Numbers, 3);

    public override string Name => "LESS";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public static Less Read(LessOptions options) => new();

    public LessOptions Write() => new();
}
