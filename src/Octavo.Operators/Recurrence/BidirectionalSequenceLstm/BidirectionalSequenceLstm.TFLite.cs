using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record BidirectionalSequenceLstm : ITFLiteCodec<BidirectionalSequenceLstm, BidirectionalSequenceLSTMOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BIDIRECTIONAL_SEQUENCE_LSTM;

    public static OperatorSignature Signature => LstmSignature.BothDirections(3);

    public static BidirectionalSequenceLstm Read(BidirectionalSequenceLSTMOptions options) => new(
        options.FusedActivationFunction.ToFusedActivation(), options.CellClip, options.ProjClip, options.MergeOutputs, options.TimeMajor,
        options.AsymmetricQuantizeInputs);

    public BidirectionalSequenceLSTMOptions Write() => new()
    {
        FusedActivationFunction = Activation.ToSchema(),
        CellClip = CellClip,
        ProjClip = ProjectionClip,
        MergeOutputs = MergeOutputs,
        TimeMajor = TimeMajor,
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
    };
}
