using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : ITFLiteCodec<UnidirectionalSequenceRnn, SequenceRNNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_RNN;

    public static OperatorSignature Signature => new OperatorSignature(3)
        .In("input", TypeSet.Activations).In("weights", TypeSet.Weights, 2).In("recurrent weights", TypeSet.Weights, 2)
        .Absent("bias", TypeSet.Biases).LeftOut("state", TypeSet.Activations).Out("output", TypeSet.Activations)
            .Out("state behind", TypeSet.Activations, fewest: 0);

    public static UnidirectionalSequenceRnn Read(SequenceRNNOptions options) =>
        new(options.TimeMajor, options.FusedActivationFunction.ToFusedActivation(), options.AsymmetricQuantizeInputs);

    public SequenceRNNOptions Write() => new()
    {
        TimeMajor = TimeMajor,
        FusedActivationFunction = Activation.ToSchema(),
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
