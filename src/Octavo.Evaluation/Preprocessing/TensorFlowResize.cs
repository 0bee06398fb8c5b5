namespace Octavo.Evaluation;

/// <summary>
/// Resizing as TensorFlow does it; positions in float32, results float32 and not rounded. Legacy kernels (TensorFlow 1) take positions
/// i x n/m, or i x (n-1)/(m-1) with aligned corners; half pixel centres (i + 0.5) n/m - 0.5.
/// </summary>
internal static class TensorFlowResize
{
    private const int CubicSteps = 1024;

    /// <summary>The kernels of ScaleAndTranslate; bilinear and bicubic come here only with antialiasing.</summary>
    private static readonly Dictionary<string, (float Radius, Func<double, double> Kernel)> Kernels = new()
    {
        ["bicubic"] = (2, x => ResizeKernels.Cubic(x, -0.5)),
        ["bilinear"] = (1, ResizeKernels.Triangle),
        ["gaussian"] = (1.5f, x => ResizeKernels.Gaussian(x, 1.5)),
        ["lanczos3"] = (3, x => ResizeKernels.Lanczos(x, 3)),
        ["lanczos5"] = (5, x => ResizeKernels.Lanczos(x, 5)),
        ["mitchellcubic"] = (2, ResizeKernels.MitchellCubic),
    };

    /// <summary>tf.image.resize.</summary>
    public static Pixels Run(Pixels source, string method, int height, int width, bool antialias)
    {
        if (method is "nearest" or "area" || (!antialias && (method is "bilinear" or "bicubic")))
        {
            return Legacy(source, method, height, width, alignCorners: false, halfPixelCentres: method != "area");
        }

        var (radius, kernel) = Kernels[method];
        return SeparableResize.Apply(
            source, ScaledTaps(radius, kernel, source.Height, height, antialias),
            ScaledTaps(radius, kernel, source.Width, width, antialias), sum => (float)sum);
    }

    /// <summary>The Resize kernels of TensorFlow 1: bilinear, nearest, bicubic, area.</summary>
    public static Pixels Legacy(Pixels source, string method, int height, int width, bool alignCorners, bool halfPixelCentres)
    {
        var rows = Scale(source.Height, height, alignCorners);
        var columns = Scale(source.Width, width, alignCorners);
        switch (method)
        {
            case "nearest":
                return PillowResize.Nearest(source, NearestPositions(height, rows, alignCorners, halfPixelCentres),
                    NearestPositions(width, columns, alignCorners, halfPixelCentres));
            case "bilinear":
                return Bilinear(source, height, width, rows, columns, halfPixelCentres);
            default:
                Func<int, int, float, ResizeTaps[]> taps = method == "area" ? AreaTaps : (count, size, scale) =>
                    CubicTaps(count, size, scale, halfPixelCentres);
                return SeparableResize.Apply(source, taps(height, source.Height, rows), taps(width, source.Width, columns),
                    sum => (float)sum);
        }
    }

    /// <summary>tf.image.resize_with_pad: bilinear into the largest size of the same aspect, in the middle of zeros.</summary>
    public static Pixels WithPad(Pixels source, int height, int width)
    {
        var ratio = Math.Max((float)source.Width / width, (float)source.Height / height);
        var (innerHeight, innerWidth) = (source.Height / ratio, source.Width / ratio);
        var inner = Run(source, "bilinear", (int)Math.Floor(innerHeight), (int)Math.Floor(innerWidth), antialias: false);
        return inner.Pad(Math.Max(0, (int)Math.Floor((height - innerHeight) / 2)), Math.Max(0, (int)Math.Floor((width - innerWidth) / 2)),
            height, width);
    }

    /// <summary>tf.image.resize with preserve_aspect_ratio: the size that fits into height x width.</summary>
    public static (int Height, int Width) Fit(Pixels source, int height, int width)
    {
        var scale = Math.Min((float)height / source.Height, (float)width / source.Width);
        return ((int)Math.Round(scale * source.Height, MidpointRounding.ToEven),
            (int)Math.Round(scale * source.Width, MidpointRounding.ToEven));
    }

    private static float Scale(int size, int count, bool alignCorners) =>
        alignCorners && count > 1 ? (size - 1) / (float)(count - 1) : size / (float)count;

    private static float Position(int index, float scale, bool halfPixelCentres) =>
        halfPixelCentres ? ((index + 0.5f) * scale) - 0.5f : index * scale;

    private static int[] NearestPositions(int count, float scale, bool alignCorners, bool halfPixelCentres)
    {
        var positions = new int[count];
        for (var index = 0; index < count; index++)
        {
            var position = halfPixelCentres ? (index + 0.5f) * scale : index * scale;
            positions[index] = (int)(alignCorners ? MathF.Round(position, MidpointRounding.AwayFromZero) : MathF.Floor(position));
        }

        return positions;
    }

    private static Pixels Bilinear(Pixels source, int height, int width, float rowScale, float columnScale, bool halfPixelCentres)
    {
        var result = Pixels.Zeros(height, width, source.Channels);
        var target = 0;
        for (var row = 0; row < height; row++)
        {
            var y = Position(row, rowScale, halfPixelCentres);
            var (top, bottom, down) =
                (Math.Max((int)MathF.Floor(y), 0), Math.Min((int)MathF.Ceiling(y), source.Height - 1), y - MathF.Floor(y));
            for (var column = 0; column < width; column++)
            {
                var x = Position(column, columnScale, halfPixelCentres);
                var (left, right, across) =
                    (Math.Max((int)MathF.Floor(x), 0), Math.Min((int)MathF.Ceiling(x), source.Width - 1), x - MathF.Floor(x));
                for (var channel = 0; channel < source.Channels; channel++)
                {
                    var upper = Between(source.At(top, left)[channel], source.At(top, right)[channel], across);
                    var lower = Between(source.At(bottom, left)[channel], source.At(bottom, right)[channel], across);
                    result.Values[target++] = Between(upper, lower, down);
                }
            }
        }

        return result;
    }

    /// <summary>
    /// TFLite's ResizeBilinear, its reference kernel: positions i x n/m, the sum of four products in float32. Its accuracy tool truncates
    /// the result, so that the last bit matters.
    /// </summary>
    public static Pixels TFLite(Pixels source, int height, int width)
    {
        var (rowScale, columnScale) = (Scale(source.Height, height, alignCorners: false), Scale(source.Width, width, alignCorners: false));
        var result = Pixels.Zeros(height, width, source.Channels);
        var target = 0;
        for (var row = 0; row < height; row++)
        {
            var y = row * rowScale;
            var top = Math.Min((int)MathF.Floor(y), source.Height - 1);
            var (bottom, down) = (Math.Min(top + 1, source.Height - 1), y - top);
            for (var column = 0; column < width; column++)
            {
                var x = column * columnScale;
                var left = Math.Min((int)MathF.Floor(x), source.Width - 1);
                var (right, across) = (Math.Min(left + 1, source.Width - 1), x - left);
                for (var channel = 0; channel < source.Channels; channel++)
                {
                    result.Values[target++] = (source.At(top, left)[channel] * (1 - down) * (1 - across))
                        + (source.At(bottom, left)[channel] * down * (1 - across))
                        + (source.At(top, right)[channel] * (1 - down) * across) + (source.At(bottom, right)[channel] * down * across);
                }
            }
        }

        return result;
    }

    private static float Between(float first, float second, float share) => first + ((second - first) * share);

    /// <summary>The mean over [i scale, (i + 1) scale); the one sample there is where aligned corners make that interval empty.</summary>
    private static ResizeTaps[] AreaTaps(int count, int size, float scale)
    {
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var (start, end) = (index * scale, (index + 1) * scale);
            var first = (int)MathF.Floor(start);
            var weights = new double[Math.Max(1, (int)MathF.Ceiling(end) - first)];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = scale == 0 ? 1 : (Math.Min(first + tap + 1, end) - Math.Max(first + tap, start)) / scale;
            }

            taps[index] = ResizeTaps.Clamped(first, weights, size);
        }

        return taps;
    }

    private static ResizeTaps[] CubicTaps(int count, int size, float scale, bool halfPixelCentres)
    {
        var a = halfPixelCentres ? -0.5 : -0.75;
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var position = Position(index, scale, halfPixelCentres);
            var first = (int)MathF.Floor(position);
            var share = MathF.Round((position - first) * CubicSteps, MidpointRounding.ToEven) / CubicSteps;
            double[] weights = [ResizeKernels.Cubic(1 + share, a), ResizeKernels.Cubic(share, a), ResizeKernels.Cubic(1 - share, a),
                ResizeKernels.Cubic(2 - share, a)];
            taps[index] =
                halfPixelCentres ? ResizeTaps.Renormalized(first - 1, weights, size) : ResizeTaps.Clamped(first - 1, weights, size);
        }

        return taps;
    }

    /// <summary>ScaleAndTranslate: the kernel is stretched only with antialiasing; places in float32 decide which samples count.</summary>
    private static ResizeTaps[] ScaledTaps(float radius, Func<double, double> kernel, int size, int count, bool antialias)
    {
        var inverse = 1 / (count / (float)size);
        var stretch = antialias ? Math.Max(inverse, 1) : 1;
        var unstretch = 1 / stretch;
        var taps = new ResizeTaps[count];
        for (var index = 0; index < count; index++)
        {
            var centre = (index + 0.5f) * inverse;
            var first = Math.Clamp((int)MathF.Ceiling(centre - (radius * stretch) - 0.5f), 0, size - 1);
            var last = Math.Clamp((int)MathF.Floor(centre + (radius * stretch) - 0.5f), 0, size - 1);
            var weights = new double[last - first + 1];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                weights[tap] = kernel(MathF.Abs((first + tap + 0.5f - centre) * unstretch));
            }

            taps[index] = ResizeTaps.Renormalized(first, weights, size);
        }

        return taps;
    }
}
