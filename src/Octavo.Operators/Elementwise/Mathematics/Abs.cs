using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The magnitude; that of the smallest integer wraps around to itself.</summary>
internal sealed record Abs : IntegerUnaryOperator<AbsoluteFunction>, IQuantizable, ITFLiteCodec<Abs, AbsOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ABS;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Numbers, 5);

    public override string Name => "ABS";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Signed);

    public static Abs Read(AbsOptions options) => new();

    public AbsOptions Write() => new();
}
