namespace Octavo.Quantization;

/// <summary>Where the reals of a quantized constant come from.</summary>
internal enum WeightPlacement
{
    /// <summary>The reader computes with the codes.</summary>
    InPlace,

    /// <summary>A DEQUANTIZE in front of the readers, which they share.</summary>
    DequantizeInFront,

    /// <summary>The reader picks codes; a DEQUANTIZE behind it makes reals of what was picked.</summary>
    DequantizeBehind,

    /// <summary>
    /// An EMBEDDING_LOOKUP in front of the reader makes reals of the rows that it wants; the reader takes these in order.
    /// </summary>
    LookupInFront,
}
