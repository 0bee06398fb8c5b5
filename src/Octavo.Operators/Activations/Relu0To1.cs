using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>x clamped to [0, 1].</summary>
internal sealed record Relu0To1 : RectifierOperator, IQuantizable, ITFLiteCodec<Relu0To1, NoOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RELU_0_TO_1;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Activations);

    public override string Name => "RELU_0_TO_1";

    QuantizationContract IQuantizable.Contract => ContractForms.Unary(ContractForms.EightBits);

    private protected override ActivationRange Range => new(0, 1);

    public static Relu0To1 Read(NoOptions options) => new();

    public NoOptions Write() => new();
}
