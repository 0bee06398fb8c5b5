using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>Reads and changes <c>asymmetric_quantize_inputs</c> in the options tables of recurrent operators.</summary>
internal static class RecurrentOptions
{
    public static bool IsAsymmetric(ISchemaTable? options) => options switch
    {
        BidirectionalSequenceLSTMOptions lstm => lstm.AsymmetricQuantizeInputs,
        BidirectionalSequenceRNNOptions rnn => rnn.AsymmetricQuantizeInputs,
        LSTMOptions lstm => lstm.AsymmetricQuantizeInputs,
        RNNOptions rnn => rnn.AsymmetricQuantizeInputs,
        SequenceRNNOptions rnn => rnn.AsymmetricQuantizeInputs,
        UnidirectionalSequenceLSTMOptions lstm => lstm.AsymmetricQuantizeInputs,
        _ => false,
    };

    /// <summary>A new table; the same one where it has no such field.</summary>
    public static ISchemaTable? WithAsymmetric(ISchemaTable? options, bool asymmetric) => options switch
    {
        BidirectionalSequenceLSTMOptions from => new BidirectionalSequenceLSTMOptions
        {
            FusedActivationFunction = from.FusedActivationFunction, CellClip = from.CellClip, ProjClip = from.ProjClip, MergeOutputs = from.MergeOutputs,
            TimeMajor = from.TimeMajor, AsymmetricQuantizeInputs = asymmetric,
        },
        BidirectionalSequenceRNNOptions from => new BidirectionalSequenceRNNOptions
        {
            TimeMajor = from.TimeMajor, FusedActivationFunction = from.FusedActivationFunction, MergeOutputs = from.MergeOutputs, AsymmetricQuantizeInputs = asymmetric,
        },
        LSTMOptions from => new LSTMOptions
        {
            FusedActivationFunction = from.FusedActivationFunction, CellClip = from.CellClip, ProjClip = from.ProjClip, KernelType = from.KernelType,
            AsymmetricQuantizeInputs = asymmetric,
        },
        RNNOptions from => new RNNOptions { FusedActivationFunction = from.FusedActivationFunction, AsymmetricQuantizeInputs = asymmetric },
        SequenceRNNOptions from => new SequenceRNNOptions { TimeMajor = from.TimeMajor, FusedActivationFunction = from.FusedActivationFunction, AsymmetricQuantizeInputs = asymmetric },
        UnidirectionalSequenceLSTMOptions from => new UnidirectionalSequenceLSTMOptions
        {
            FusedActivationFunction = from.FusedActivationFunction, CellClip = from.CellClip, ProjClip = from.ProjClip, TimeMajor = from.TimeMajor,
            DiagonalRecurrentTensors = from.DiagonalRecurrentTensors, AsymmetricQuantizeInputs = asymmetric,
        },
        _ => options,
    };
}
