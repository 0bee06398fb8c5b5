using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>max(x, 0)</summary>
internal sealed record Relu : RectifierOperator, IActivation, IQuantizable, ITFLiteCodec<Relu, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RELU;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations, 3);

    public override string Name => "RELU";

    FusedActivation IActivation.Fused => FusedActivation.Relu;

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.All);

    private protected override ActivationRange Range => ActivationRange.Relu;

    public static Relu Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
