using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>(left - right)^2</summary>
internal sealed record SquaredDifference
    : IntegerBinaryOperator<SquaredDifferenceFunction>, IQuantizable, ITFLiteCodec<SquaredDifference, SquaredDifferenceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SQUARED_DIFFERENCE;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Numbers, 2);

    public override string Name => "SQUARED_DIFFERENCE";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.Int8);

    public static SquaredDifference Read(SquaredDifferenceOptions options) => new();

    public SquaredDifferenceOptions Write() => new();
}
