using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record Rnn : ITFLiteCodec<Rnn, RNNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RNN;

    public static OperatorSignature Signature => new OperatorSignature(3)
        .In("input", TypeSet.Activations).In("weights", TypeSet.Weights, 2).In("recurrent weights", TypeSet.Weights, 2)
        .Absent("bias", TypeSet.Biases).LeftOut("state", TypeSet.Activations).Out("output", TypeSet.Activations)
            .Out("state behind", TypeSet.Activations, fewest: 0);

    public static Rnn Read(RNNOptions options) =>
        new(options.FusedActivationFunction.ToFusedActivation(), options.AsymmetricQuantizeInputs);

    public RNNOptions Write() =>
        new() { FusedActivationFunction = Activation.ToSchema(), AsymmetricQuantizeInputs = AsymmetricQuantizeInputs };
}
