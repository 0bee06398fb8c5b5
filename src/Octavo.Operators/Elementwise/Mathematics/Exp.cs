using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>e^x</summary>
internal sealed record Exp : UnaryOperator<ExponentialFunction>, IQuantizable, ITFLiteCodec<Exp, ExpOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EXP;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 2);

    public override string Name => "EXP";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.Signed);

    public static Exp Read(ExpOptions options) => new();

    public ExpOptions Write() => new();
}
