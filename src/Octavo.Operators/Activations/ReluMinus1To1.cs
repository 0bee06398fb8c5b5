using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x clamped to [-1, 1].</summary>
internal sealed record ReluMinus1To1 : RectifierOperator, IActivation, IQuantizable, ITFLiteCodec<ReluMinus1To1, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RELU_N1_TO_1;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations);

    public override string Name => "RELU_N1_TO_1";

    FusedActivation IActivation.Fused => FusedActivation.ReluMinus1To1;

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.EightBits);

    private protected override ActivationRange Range => ActivationRange.ReluMinus1To1;

    public static ReluMinus1To1 Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
