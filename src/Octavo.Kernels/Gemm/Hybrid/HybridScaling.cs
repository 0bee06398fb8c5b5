namespace Octavo.Kernels;

/// <summary>In which order a hybrid epilogue scales a sum; each operation rounds once, the bias is added last.</summary>
internal enum HybridScaling
{
    /// <summary>
    /// sum x (inputScale x weightScale): FULLY_CONNECTED, BATCH_MATMUL, DEPTHWISE_CONV_2D, and CONV_2D with a symmetric input.
    /// </summary>
    Combined,

    /// <summary>(sum x weightScale) x inputScale: CONV_2D with an asymmetric input, TRANSPOSE_CONV.</summary>
    WeightFirst,
}
