using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceRnn : ITFLiteCodec<BidirectionalSequenceRnn, BidirectionalSequenceRNNOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BIDIRECTIONAL_SEQUENCE_RNN;

    public static OperatorSignature Signature => new OperatorSignature(3)
        .ListIn("operand", 12, TypeSet.Weights | TypeSet.Biases, (input, _) => input is < 9 and not (3 or 7))
        .Out("outputs", TypeSet.Activations, most: 4);

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
