using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Convolutions by their definition, term by term.</summary>
internal static class ConvolutionDefinition
{
    /// <summary>Each term of a convolution: output element, image element and filter element.</summary>
    /// <param name="output">[batch, height, width, outputChannels].</param>
    public static IEnumerable<(int Output, int Image, int Filter)> Terms(Shape image, Shape filter, Shape output, WindowGeometry rows,
        WindowGeometry columns)
    {
        var groups = image[3] / filter[3];
        for (var element = 0; element < output.ElementCount; element++)
        {
            var channel = element % output[3];
            var (batch, y, x) =
                (element / output[3] / output[2] / output[1], element / output[3] / output[2] % output[1], element / output[3] % output[2]);
            for (var tap = 0; tap < filter[1] * filter[2] * filter[3]; tap++)
            {
                var (filterY, filterX, k) = (tap / filter[3] / filter[2], tap / filter[3] % filter[2], tap % filter[3]);
                var imageY = (y * rows.Stride) - rows.PaddingBefore + (filterY * rows.Dilation);
                var imageX = (x * columns.Stride) - columns.PaddingBefore + (filterX * columns.Dilation);
                if (imageY >= 0 && imageY < image[1] && imageX >= 0 && imageX < image[2])
                {
                    var group = channel / (output[3] / groups);
                    yield return (
                        element,
                        (((((batch * image[1]) + imageY) * image[2]) + imageX) * image[3]) + (group * filter[3]) + k,
                        (channel * filter[1] * filter[2] * filter[3]) + tap);
                }
            }
        }
    }

    public static ExpectedSum[] WithBias(Tensor? bias, Shape output)
    {
        var expected = new ExpectedSum[output.ElementCount];
        for (var index = 0; bias is not null && index < expected.Length; index++)
        {
            expected[index].Add(bias.Values<float>()[index % output[3]], 1);
        }

        return expected;
    }
}
