using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Hybrid operators by their definition: exact integer sums, then one rounding for each operation on floats.</summary>
internal static class HybridDefinition
{
    /// <summary>Rows [rows, depth] times weights [outputs, depth]: bias + sum x (inputScale x weightScale).</summary>
    public static float[] Product(
        ReadOnlySpan<float> input, ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> scales, ReadOnlySpan<float> bias, int depth,
        bool asymmetric)
    {
        var outputs = weights.Length / depth;
        var result = new float[input.Length / depth * outputs];
        for (var row = 0; row < input.Length / depth; row++)
        {
            var quantized = new QuantizedRow(input.Slice(row * depth, depth), asymmetric);
            for (var n = 0; n < outputs; n++)
            {
                var sum = 0;
                for (var k = 0; k < depth; k++)
                {
                    sum += (quantized.Codes[k] - quantized.ZeroPoint) * weights[(n * depth) + k];
                }

                var value = sum * (quantized.Scale * scales[scales.Length == 1 ? 0 : n]);
                result[(row * outputs) + n] = bias.IsEmpty ? value : value + bias[n];
            }
        }

        return result;
    }

    /// <summary>
    /// A convolution given by its terms, each image quantized by itself.
    /// </summary>
    /// <param name="weightFirst">Whether the sum meets the weight's scale first and the input's second; otherwise their product.</param>
    public static float[] Convolution(
        Tensor image,
        IEnumerable<(
            int Output, int Image, int Filter)> terms, Shape output,
            ReadOnlySpan<sbyte> filter, ReadOnlySpan<float> scales, ReadOnlySpan<float> bias, bool asymmetric, bool weightFirst)
    {
        var imageSize = (int)(image.ElementCount / image.Shape[0]);
        var images = new QuantizedRow[image.Shape[0]];
        for (var batch = 0; batch < images.Length; batch++)
        {
            images[batch] = new QuantizedRow(image.Values<float>().Slice(batch * imageSize, imageSize), asymmetric);
        }

        var sums = new int[output.ElementCount];
        foreach (var term in terms)
        {
            var source = images[term.Image / imageSize];
            sums[term.Output] += (source.Codes[term.Image % imageSize] - source.ZeroPoint) * filter[term.Filter];
        }

        var result = new float[sums.Length];
        for (var index = 0; index < result.Length; index++)
        {
            var channel = index % output[3];
            var inputScale = images[index / (sums.Length / images.Length)].Scale;
            var weightScale = scales[scales.Length == 1 ? 0 : channel];
            var value = weightFirst ? sums[index] * weightScale * inputScale : sums[index] * (inputScale * weightScale);
            result[index] = bias.IsEmpty ? value : value + bias[channel];
        }

        return result;
    }
}
