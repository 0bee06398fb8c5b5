using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>Reads and changes <c>asymmetric_quantize_inputs</c> in the options tables of recurrent operators.</summary>
internal static class RecurrentOptions
{
    public static bool IsAsymmetric(ISchemaTable? options) => options switch
    {
        BidirectionalSequenceRNNOptions rnn => rnn.AsymmetricQuantizeInputs,
        RNNOptions rnn => rnn.AsymmetricQuantizeInputs,
        SequenceRNNOptions rnn => rnn.AsymmetricQuantizeInputs,
        _ => false,
    };

    /// <summary>A new table; the same one where it has no such field.</summary>
    public static ISchemaTable? WithAsymmetric(ISchemaTable? options, bool asymmetric) => options switch
    {
        BidirectionalSequenceRNNOptions from => new BidirectionalSequenceRNNOptions
        {
            TimeMajor = from.TimeMajor, FusedActivationFunction = from.FusedActivationFunction, MergeOutputs = from.MergeOutputs, AsymmetricQuantizeInputs = asymmetric,
        },
        RNNOptions from => new RNNOptions { FusedActivationFunction = from.FusedActivationFunction, AsymmetricQuantizeInputs = asymmetric },
        SequenceRNNOptions from => new SequenceRNNOptions { TimeMajor = from.TimeMajor, FusedActivationFunction = from.FusedActivationFunction, AsymmetricQuantizeInputs = asymmetric },
        _ => options,
    };
}
