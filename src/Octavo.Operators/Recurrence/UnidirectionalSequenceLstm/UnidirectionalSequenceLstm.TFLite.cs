using Octavo.FlatBuffers;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceLstm : ITFLiteCodec<UnidirectionalSequenceLstm, UnidirectionalSequenceLSTMOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.UNIDIRECTIONAL_SEQUENCE_LSTM;

    public static OperatorSignature Signature => LstmSignature.OneDirection(4);

    public static UnidirectionalSequenceLstm Read(UnidirectionalSequenceLSTMOptions options) => new(
        options.FusedActivationFunction.ToFusedActivation(), options.CellClip, options.ProjClip, options.TimeMajor,
        options.AsymmetricQuantizeInputs,
        options.DiagonalRecurrentTensors);

    public UnidirectionalSequenceLSTMOptions Write() => new()
    {
        FusedActivationFunction = Activation.ToSchema(),
        CellClip = CellClip,
        ProjClip = ProjectionClip,
        TimeMajor = TimeMajor,
        AsymmetricQuantizeInputs = AsymmetricQuantizeInputs,
        DiagonalRecurrentTensors = DiagonalRecurrentWeights,
    };
}
