namespace Octavo.Kernels.Tests;

/// <summary>Convolutions straight from their definitions, in double: the value and the sum of the magnitudes of its terms.</summary>
internal static class ConvolutionDefinition
{
    public static (double[] Values, double[] Magnitudes) Ordinary(in Convolution2DGeometry geometry,
        ReadOnlySpan<float> input, ReadOnlySpan<float> filter, ReadOnlySpan<float> bias)
    {
        var sums = new Sums(geometry, bias);
        for (var o = 0; o < geometry.PixelCount * geometry.OutputChannels; o++)
        {
            var (image, y, x, output) = sums.Place(o);
            var group = output / geometry.GroupOutputChannels;
            for (var k = 0; k < geometry.Depth; k++)
            {
                var channel = k % geometry.GroupInputChannels;
                var (inputY, inputX) = Source(geometry, y, x, k / geometry.GroupInputChannels);
                sums.Add(o, sums.Input(input, image, inputY, inputX, (group * geometry.GroupInputChannels) + channel),
                    filter[(output * geometry.Depth) + k]);
            }
        }

        return (sums.Values, sums.Magnitudes);
    }

    public static (double[] Values, double[] Magnitudes) Depthwise(in Convolution2DGeometry geometry,
        ReadOnlySpan<float> input, ReadOnlySpan<float> filter, ReadOnlySpan<float> bias)
    {
        var sums = new Sums(geometry, bias);
        for (var o = 0; o < geometry.PixelCount * geometry.OutputChannels; o++)
        {
            var (image, y, x, output) = sums.Place(o);
            for (var tap = 0; tap < geometry.FilterHeight * geometry.FilterWidth; tap++)
            {
                var (inputY, inputX) = Source(geometry, y, x, tap);
                sums.Add(o, sums.Input(input, image, inputY, inputX, output * geometry.InputChannels / geometry.OutputChannels),
                    filter[(tap * geometry.OutputChannels) + output]);
            }
        }

        return (sums.Values, sums.Magnitudes);
    }

    public static (double[] Values, double[] Magnitudes) Transpose(in Convolution2DGeometry geometry,
        ReadOnlySpan<float> input, ReadOnlySpan<float> filter, ReadOnlySpan<float> bias)
    {
        var sums = new Sums(geometry, bias);
        for (var i = 0; i < input.Length; i++)
        {
            var channel = i % geometry.InputChannels;
            var x = i / geometry.InputChannels % geometry.InputWidth;
            var y = i / geometry.InputChannels / geometry.InputWidth % geometry.InputHeight;
            var image = i / geometry.InputChannels / geometry.InputWidth / geometry.InputHeight;
            for (var tap = 0; tap < geometry.FilterHeight * geometry.FilterWidth; tap++)
            {
                var outputY = (y * geometry.StrideHeight) - geometry.PaddingTop + (tap / geometry.FilterWidth);
                var outputX = (x * geometry.StrideWidth) - geometry.PaddingLeft + (tap % geometry.FilterWidth);
                if ((uint)outputY < (uint)geometry.OutputHeight && (uint)outputX < (uint)geometry.OutputWidth)
                {
                    for (var output = 0; output < geometry.OutputChannels; output++)
                    {
                        var o = (
                            ((((image * geometry.OutputHeight) + outputY) * geometry.OutputWidth) + outputX) * geometry.OutputChannels)
                            + output;
                        sums.Add(o, input[i],
                            filter[(((output * geometry.FilterHeight * geometry.FilterWidth) + tap) * geometry.InputChannels) + channel]);
                    }
                }
            }
        }

        return (sums.Values, sums.Magnitudes);
    }

    private static (int Y, int X) Source(in Convolution2DGeometry geometry, int y, int x, int tap) =>
        ((y * geometry.StrideHeight) - geometry.PaddingTop + (tap / geometry.FilterWidth * geometry.DilationHeight),
         (x * geometry.StrideWidth) - geometry.PaddingLeft + (tap % geometry.FilterWidth * geometry.DilationWidth));

    private sealed class Sums
    {
        private readonly Convolution2DGeometry geometry;

        public Sums(in Convolution2DGeometry geometry, ReadOnlySpan<float> bias)
        {
            this.geometry = geometry;
            Values = new double[geometry.PixelCount * geometry.OutputChannels];
            Magnitudes = new double[Values.Length];
            for (var i = 0; i < Values.Length; i++)
            {
                Values[i] = bias[i % geometry.OutputChannels];
                Magnitudes[i] = Math.Abs(Values[i]);
            }
        }

        public double[] Values { get; }

        public double[] Magnitudes { get; }

        public (int Image, int Y, int X, int Channel) Place(int index)
        {
            var pixel = index / geometry.OutputChannels;
            return (pixel / geometry.OutputWidth / geometry.OutputHeight, pixel / geometry.OutputWidth % geometry.OutputHeight,
                pixel % geometry.OutputWidth, index % geometry.OutputChannels);
        }

        public double Input(ReadOnlySpan<float> input, int image, int y, int x, int channel) =>
            (uint)y < (uint)geometry.InputHeight && (uint)x < (uint)geometry.InputWidth
                ? input[(((((image * geometry.InputHeight) + y) * geometry.InputWidth) + x) * geometry.InputChannels) + channel]
                : 0;

        public void Add(int index, double input, double weight)
        {
            Values[index] += input * weight;
            Magnitudes[index] += Math.Abs(input * weight);
        }
    }
}
