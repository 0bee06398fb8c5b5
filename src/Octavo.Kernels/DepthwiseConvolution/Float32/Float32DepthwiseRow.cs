namespace Octavo.Kernels;

/// <summary>One call of a depthwise kernel: the output row <see cref="Y"/> of one image.</summary>
internal unsafe struct Float32DepthwiseRow
{
    public Convolution2DGeometry Geometry;

    /// <summary>The image, [inputHeight, inputWidth, inputChannels].</summary>
    public float* Input;

    /// <summary>[filterHeight, filterWidth, outputChannels].</summary>
    public float* Filter;

    /// <summary>[outputChannels].</summary>
    public float* Bias;

    /// <summary>The row, [outputWidth, outputChannels].</summary>
    public float* Output;
    public ActivationRange Range;
    public int Y;
}
