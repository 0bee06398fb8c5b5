namespace Octavo.TensorFlow;

/// <summary>
/// Positions and weights of cubic interpolation along one axis. Weights are looked up at 1024 steps between two positions, by the
/// convolution kernel of Keys with parameter -0.5 where positions are middles of pixels, and -0.75 otherwise. Source: TensorFlow's
/// resize_bicubic operation.
/// </summary>
internal sealed class CubicWeights
{
    public const int Taps = 4;

    private const int Steps = 1024;
    private readonly int[,] positions;
    private readonly float[,] weights;

    public CubicWeights(int inputSize, int outputSize, bool alignsCorners, bool halfPixelCenters)
    {
        OutputSize = outputSize;
        positions = new int[Taps, outputSize];
        weights = new float[Taps, outputSize];
        var scale = alignsCorners && outputSize > 1 ? (inputSize - 1) / (float)(outputSize - 1) : inputSize / (float)outputSize;
        for (var output = 0; output < outputSize; output++)
        {
            var place = halfPixelCenters ? ((output + 0.5f) * scale) - 0.5f : output * scale;
            var first = (int)MathF.Floor(place);
            var step = (int)MathF.Round((place - first) * Steps);
            Fill(output, first, inputSize, step, halfPixelCenters);
        }
    }

    public int OutputSize { get; }

    public int[] Positions(int tap) => [.. Enumerable.Range(0, OutputSize).Select(output => positions[tap, output])];

    public float[] Weights(int tap) => [.. Enumerable.Range(0, OutputSize).Select(output => weights[tap, output])];

    private void Fill(int output, int first, int inputSize, int step, bool halfPixelCenters)
    {
        var parameter = halfPixelCenters ? -0.5f : -0.75f;
        float[] own = [Far(parameter, step), Near(parameter, step), Near(parameter, Steps - step), Far(parameter, Steps - step)];
        for (var tap = 0; tap < Taps; tap++)
        {
            positions[tap, output] = Math.Clamp(first + tap - 1, 0, inputSize - 1);
            if (halfPixelCenters && positions[tap, output] != first + tap - 1)
            {
                own[tap] = 0;
            }
        }

        // Positions outside of the image have no weight with middles of pixels; the others then share all of it.
        var sum = own[0] + own[1] + own[2] + own[3];
        for (var tap = 0; tap < Taps; tap++)
        {
            weights[tap, output] = halfPixelCenters && MathF.Abs(sum) >= 1e-30f ? own[tap] / sum : own[tap];
        }
    }

    /// <summary>The weight of a position at most one away.</summary>
    private static float Near(float parameter, int step)
    {
        var x = step / (float)Steps;
        return (((((parameter + 2) * x) - (parameter + 3)) * x) * x) + 1;
    }

    /// <summary>The weight of a position one more away.</summary>
    private static float Far(float parameter, int step)
    {
        var x = (step / (float)Steps) + 1;
        return (((((parameter * x) - (5 * parameter)) * x) + (8 * parameter)) * x) - (4 * parameter);
    }
}
