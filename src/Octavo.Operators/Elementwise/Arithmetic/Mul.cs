using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>left x right, with a fused activation.</summary>
internal sealed record Mul(FusedActivation Activation = FusedActivation.None)
    : ArithmeticOperator<MultiplyFunction>(Activation), IQuantizable, ITFLiteCodec<Mul, MulOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MUL;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Values, 8) with { Versions = new(QuantizedInputs: 2) };

    public override string Name => "MUL";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.All);

    public static Mul Read(MulOptions options) => new(options.FusedActivationFunction.ToFusedActivation());

    public MulOptions Write() => new() { FusedActivationFunction = Activation.ToSchema() };

    public override KernelSupport SupportFloat(OperandTypes operands) => IsComplex(operands.Input(0).ElementType)
        ? KernelSupport.When(Activation == FusedActivation.None && operands.Input(1).ElementType == ElementType.Complex64,
            "complex elements have no activation")
        : base.SupportFloat(operands);

    public override Step PrepareFloat(KernelContext context) => IsComplex(context.Input(0).ElementType)
        ? new BroadcastStep<ComplexMultiplyRun>(context, default)
        : base.PrepareFloat(context);

    public override KernelSupport SupportPlainInteger(OperandTypes operands) => KernelSupport
        .When(operands.Output.ElementType == operands.Input(0).ElementType,
            $"the output is {operands.Output.ElementType}, the inputs {operands.Input(0).ElementType}")
        .And(base.SupportPlainInteger(operands));

    /// <summary>Quantized int16 may be multiplied into 8 bits.</summary>
    private protected override ElementType ResultType(ShapeContext context) =>
        (context.Input(0).ElementType, context.DeclaredOutput(0).ElementType) is (ElementType.Int16,
            (ElementType.Int8 or ElementType.UInt8) and var narrow) ? narrow : base.ResultType(context);

    private static bool IsComplex(ElementType type) => type == ElementType.Complex64;

    private protected override bool IsZero(ElementType type) => type is ElementType.Int8 or ElementType.UInt8;
}
