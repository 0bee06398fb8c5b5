namespace Octavo.Kernels;

/// <summary>
/// Which input position an output position of a resized axis stands for.
/// Source: LiteRT tflite/kernels/internal/reference/resize_bilinear.h and resize_nearest_neighbor.h (the formulas).
/// </summary>
/// <param name="AlignCorners">Whether the first and last positions of input and output coincide.</param>
/// <param name="HalfPixelCenters">Whether positions are the middles of their elements.</param>
internal readonly record struct ResizeScale(int InputSize, int OutputSize, bool AlignCorners, bool HalfPixelCenters)
{
    /// <summary>Input steps per output step.</summary>
    public float Step => AlignCorners && OutputSize > 1 ? (InputSize - 1f) / (OutputSize - 1) : (float)InputSize / OutputSize;

    /// <summary>The two neighbours between which a value is interpolated.</summary>
    public ResizeTap Tap(int output)
    {
        var position = HalfPixelCenters ? ((output + 0.5f) * Step) - 0.5f : output * Step;
        var lower = Math.Max((int)MathF.Floor(position), 0);
        return new(lower, Math.Min((int)MathF.Ceiling(position), InputSize - 1), position - lower);
    }

    /// <summary>The position whose value is taken.</summary>
    public int Nearest(int output)
    {
        var position = (output + (HalfPixelCenters ? 0.5f : 0f)) * Step;
        var nearest = AlignCorners ? (int)MathF.Round(position, MidpointRounding.AwayFromZero) : (int)MathF.Floor(position);
        return Math.Clamp(nearest, 0, InputSize - 1);
    }
}
