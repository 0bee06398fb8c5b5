using Octavo.FlatBuffers;

namespace Octavo.Operators;

/// <summary>Reads and changes <c>asymmetric_quantize_inputs</c> in the options tables of recurrent operators.</summary>
internal static class RecurrentOptions
{
    public static bool IsAsymmetric(ISchemaTable? options) => options switch
    {
        BidirectionalSequenceLSTMOptions lstm => lstm.AsymmetricQuantizeInputs,
        LSTMOptions lstm => lstm.AsymmetricQuantizeInputs,
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
        LSTMOptions from => new LSTMOptions
        {
            FusedActivationFunction = from.FusedActivationFunction, CellClip = from.CellClip, ProjClip = from.ProjClip, KernelType = from.KernelType,
            AsymmetricQuantizeInputs = asymmetric,
        },
        UnidirectionalSequenceLSTMOptions from => new UnidirectionalSequenceLSTMOptions
        {
            FusedActivationFunction = from.FusedActivationFunction, CellClip = from.CellClip, ProjClip = from.ProjClip, TimeMajor = from.TimeMajor,
            DiagonalRecurrentTensors = from.DiagonalRecurrentTensors, AsymmetricQuantizeInputs = asymmetric,
        },
        _ => options,
    };
}
