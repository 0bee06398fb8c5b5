using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceRnn : ITFLiteCodec<UnidirectionalSequenceRnn, SequenceRNNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_RNN;

    public static UnidirectionalSequenceRnn Read(SequenceRNNOptions options) =>
        new(options.TimeMajor, options.FusedActivationFunction.ToFusedActivation(), options.AsymmetricQuantizeInputs);

    public SequenceRNNOptions Write() => new()
    {
        TimeMajor = TimeMajor,
        FusedActivationFunction = Activation.ToSchema(),
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
