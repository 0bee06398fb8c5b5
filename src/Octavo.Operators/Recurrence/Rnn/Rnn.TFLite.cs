using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Rnn : ITFLiteCodec<Rnn, RNNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RNN;

    public static Rnn Read(RNNOptions options) => new(options.FusedActivationFunction.ToFusedActivation(), options.AsymmetricQuantizeInputs);

    public RNNOptions Write() => new() { FusedActivationFunction = Activation.ToSchema(), AsymmetricQuantizeInputs = AsymmetricQuantizeInputs };
}
