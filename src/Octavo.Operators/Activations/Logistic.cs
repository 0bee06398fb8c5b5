using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>1 / (1 + e^-x)</summary>
internal sealed record Logistic : UnaryOperator<LogisticFunction>, IQuantizable, ITFLiteCodec<Logistic, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.LOGISTIC;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "LOGISTIC";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All, FixedScale.UnitInterval);

    public static Logistic Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
