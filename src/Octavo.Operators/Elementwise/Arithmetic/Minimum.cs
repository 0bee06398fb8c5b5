using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The smaller of two; a NaN on the left gives the right side, a NaN on the right gives NaN.</summary>
internal sealed record Minimum : IntegerBinaryOperator<MinimumFunction>, IQuantizable, ITFLiteCodec<Minimum, MaximumMinimumOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MINIMUM;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Numbers, 4);

    public override string Name => "MINIMUM";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.All, 2);

    public static Minimum Read(MaximumMinimumOptions options) => new();

    public MaximumMinimumOptions Write() => new();
}
