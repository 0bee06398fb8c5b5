namespace Octavo.Operators.Tests;

/// <summary>
/// A row of floats as hybrid operators quantize it, value by value. Source: LiteRT tflite/kernels/internal/optimized/neon_tensor_utils.cc
/// (used on x64 as well), checked against recorded outputs.
/// </summary>
internal sealed class QuantizedRow
{
    public QuantizedRow(ReadOnlySpan<float> values, bool asymmetric)
    {
        var (minimum, maximum) = (0f, 0f);
        foreach (var value in values)
        {
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        Codes = new sbyte[values.Length];
        Scale = 1;
        if (minimum == maximum)
        {
            return;
        }

        float inverse;
        var lowest = -127;
        if (asymmetric)
        {
            var scale = (maximum - minimum) / 255.0;
            var (low, high) = (minimum / scale, maximum / scale);
            var zeroPoint = 128 + Math.Abs(low) < 127 + Math.Abs(high) ? -128 - low : 127 - high;
            ZeroPoint = (int)Math.Round(Math.Clamp(zeroPoint, -128, 127), MidpointRounding.AwayFromZero);
            Scale = (float)scale;
            inverse = 1 / Scale;
            lowest = -128;
        }
        else
        {
            var magnitude = Math.Max(-minimum, maximum);
            Scale = magnitude / 127f;
            inverse = 127f / magnitude;
        }

        for (var index = 0; index < values.Length; index++)
        {
            var scaled = values[index] * inverse;

            // Blocks of eight add one half and cut off, the rest rounds exactly.
            var rounded = index < values.Length / 8 * 8
                ? MathF.Truncate(scaled + (scaled < 0 ? -0.5f : 0.5f))
                : MathF.Round(scaled, MidpointRounding.AwayFromZero);
            Codes[index] = (sbyte)Math.Clamp(rounded + ZeroPoint, lowest, 127);
        }
    }

    public sbyte[] Codes { get; }

    public float Scale { get; }

    public int ZeroPoint { get; }
}
