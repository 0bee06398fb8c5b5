using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left > right</summary>
internal sealed record Greater : ComparisonOperator<GreaterFunction>, IQuantizable, ITFLiteCodec<Greater, GreaterOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.GREATER;

    public static OperatorSignature Signature => OperatorSignature.Comparison(TypeSet.Numbers, 2);

    public override string Name => "GREATER";

    QuantizationContract IQuantizable.Contract => ContractForms.Comparison;

    public static Greater Read(GreaterOptions options) => new();

    public GreaterOptions Write() => new();
}
