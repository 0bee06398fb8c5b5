using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>left / right, with a fused activation; integers are truncated toward zero.</summary>
internal sealed record Div(FusedActivation Activation = FusedActivation.None)
    : ArithmeticOperator<DivideFunction>(Activation), IQuantizable, ITFLiteCodec<Div, DivOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.DIV;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Values, 2);

    public override string Name => "DIV";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.All);

    public static Div Read(DivOptions options) => new(options.FusedActivationFunction.ToFusedActivation());

    public DivOptions Write() => new() { FusedActivationFunction = Activation.ToSchema() };

    private protected override bool IsZero(ElementType type) => type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16;
}
