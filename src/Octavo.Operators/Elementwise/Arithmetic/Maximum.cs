using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The larger of two; a NaN on the left gives the right side, a NaN on the right gives NaN.</summary>
internal sealed record Maximum : IntegerBinaryOperator<MaximumFunction>, IQuantizable, ITFLiteCodec<Maximum, MaximumMinimumOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MAXIMUM;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Numbers, 4);

    public override string Name => "MAXIMUM";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.All, 2);

    public static Maximum Read(MaximumMinimumOptions options) => new();

    public MaximumMinimumOptions Write() => new();
}
