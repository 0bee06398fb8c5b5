using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>-x</summary>
internal sealed record Neg : IntegerUnaryOperator<NegateFunction>, IQuantizable, ITFLiteCodec<Neg, NegOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.NEG;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Numbers);

    public override string Name => "NEG";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Signed);

    public static Neg Read(NegOptions options) => new();

    public NegOptions Write() => new();
}
