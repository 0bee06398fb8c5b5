namespace Octavo.Operators;

/// <summary>What a runtime does with 8-bit weights under float activations.</summary>
internal enum HybridForm
{
    /// <summary>No kernel takes 8-bit weights: they are dequantized in front of the float kernel.</summary>
    None,

    /// <summary>Activations are quantized on the fly; needs a scale per channel.</summary>
    PerChannelOnly,

    /// <summary>Activations are quantized on the fly; one scale or one per channel.</summary>
    PerTensorOrPerChannel,

    /// <summary>Activations are quantized on the fly; one scale for the whole tensor.</summary>
    PerTensorOnly,

    /// <summary>Rows are picked as integers and dequantized behind the operator (GATHER).</summary>
    DequantizeBehind,

    /// <summary>Rows are picked and dequantized by the operator itself (EMBEDDING_LOOKUP).</summary>
    Lookup,

    /// <summary>
    /// Rows are picked and dequantized by an EMBEDDING_LOOKUP in front of the operator, which reads floats (EMBEDDING_LOOKUP_SPARSE).
    /// </summary>
    LookupInFront,
}
