using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : ITFLiteCodec<BidirectionalSequenceRnn, BidirectionalSequenceRNNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BIDIRECTIONAL_SEQUENCE_RNN;

    public static BidirectionalSequenceRnn Read(BidirectionalSequenceRNNOptions options) =>
        new(options.TimeMajor, options.FusedActivationFunction.ToFusedActivation(), options.MergeOutputs, options.AsymmetricQuantizeInputs);

    public BidirectionalSequenceRNNOptions Write() => new()
    {
        TimeMajor = TimeMajor,
        FusedActivationFunction = Activation.ToSchema(),
        MergeOutputs = MergeOutputs,
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
