using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record FullyConnected : ITFLiteCodec<FullyConnected, FullyConnectedOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FULLY_CONNECTED;

    public static OperatorSignature Signature => new OperatorSignature(14)
        .In("input", TypeSet.Activations).In("weights", TypeSet.Weights).Optional("bias", TypeSet.Biases)
        .Out("output", TypeSet.Activations).Out("shuffled input", TypeSet.Activations, fewest: 0);

    public static FullyConnected Read(FullyConnectedOptions options) => new(
        options.FusedActivationFunction.ToFusedActivation(), options.KeepNumDims, options.AsymmetricQuantizeInputs,
        (FullyConnectedWeightsFormat)options.WeightsFormat, options.QuantizedBiasType.ToElementType());

    public FullyConnectedOptions Write() => new()
    {
        FusedActivationFunction = Activation.ToSchema(),
        KeepNumDims = KeepRank,
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
        WeightsFormat = (FullyConnectedOptionsWeightsFormat)WeightsFormat,
        QuantizedBiasType = QuantizedBiasType.ToSchema(),
    };
}
