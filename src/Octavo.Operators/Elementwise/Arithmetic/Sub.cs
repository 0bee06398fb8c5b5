using Octavo.FlatBuffers;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>left - right, with a fused activation.</summary>
/// <param name="HasPowerOfTwoScales">Whether quantized int16 operands have scales that are powers of two.</param>
/// <remarks>Plain integers wrap around.</remarks>
internal sealed record Sub(FusedActivation Activation = FusedActivation.None, bool HasPowerOfTwoScales = true)
    : SumOperator<SubtractFunction>(Activation, HasPowerOfTwoScales), IQuantizable, ITFLiteCodec<Sub, SubOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SUB;

    public override string Name => "SUB";

    QuantizationContract IQuantizable.Contract => ContractForms.Binary(ContractForms.All);

    private protected override bool IsDifference => true;

    public static Sub Read(SubOptions options) => new(options.FusedActivationFunction.ToFusedActivation(), options.PotScaleInt16);

    public SubOptions Write() => new() { FusedActivationFunction = Activation.ToSchema(), PotScaleInt16 = HasPowerOfTwoScales };
}
