using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left - right, with a fused activation.</summary>
/// <param name="HasPowerOfTwoScales">Whether quantized int16 operands have scales that are powers of two.</param>
/// <remarks>Plain integers wrap around.</remarks>
internal sealed record Sub(FusedActivation Activation = FusedActivation.None, bool HasPowerOfTwoScales = true)
    : ArithmeticOperator<SubtractFunction>(Activation), IQuantizedKernel, IQuantizable, ITFLiteCodec<Sub, SubOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SUB;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Values, 5);

    public override string Name => "SUB";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.All);

    public KernelSupport SupportQuantized(OperandTypes operands) => QuantizedSums.Support(operands, Activation, HasPowerOfTwoScales);

    public Step PrepareQuantized(KernelContext context) => QuantizedSums.Prepare(context, Activation, isDifference: true);

    public static Sub Read(SubOptions options) => new(options.FusedActivationFunction.ToFusedActivation(), options.PotScaleInt16);

    public SubOptions Write() => new() { FusedActivationFunction = Activation.ToSchema(), PotScaleInt16 = HasPowerOfTwoScales };
}
