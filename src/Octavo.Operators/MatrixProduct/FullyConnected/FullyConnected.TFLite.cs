using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record FullyConnected : ITFLiteCodec<FullyConnected, FullyConnectedOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.FULLY_CONNECTED;

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
