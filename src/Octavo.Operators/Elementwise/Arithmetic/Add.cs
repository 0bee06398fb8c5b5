using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left + right, with a fused activation.</summary>
/// <param name="HasPowerOfTwoScales">Whether quantized int16 operands have scales that are powers of two.</param>
/// <remarks>Plain integers wrap around.</remarks>
internal sealed record Add(FusedActivation Activation = FusedActivation.None, bool HasPowerOfTwoScales = true)
    : ArithmeticOperator<AddFunction>(Activation), IQuantizedKernel, IQuantizable, ITFLiteCodec<Add, AddOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.ADD;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Values, 6);

    public override string Name => "ADD";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.All);

    public KernelSupport SupportQuantized(OperandTypes operands) => QuantizedSums.Support(operands, Activation, HasPowerOfTwoScales);

    public Step PrepareQuantized(KernelContext context) => QuantizedSums.Prepare(context, Activation, isDifference: false);

    public static Add Read(AddOptions options) => new(options.FusedActivationFunction.ToFusedActivation(), options.PotScaleInt16);

    public AddOptions Write() => new() { FusedActivationFunction = Activation.ToSchema(), PotScaleInt16 = HasPowerOfTwoScales };
}
