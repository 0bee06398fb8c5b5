using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x clamped to [0, 6].</summary>
internal sealed record Relu6 : RectifierOperator, IActivation, IQuantizable, ITFLiteCodec<Relu6, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RELU6;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "RELU6";

    FusedActivation IActivation.Fused => FusedActivation.Relu6;

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All);

    private protected override ActivationRange Range => ActivationRange.Relu6;

    public static Relu6 Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
