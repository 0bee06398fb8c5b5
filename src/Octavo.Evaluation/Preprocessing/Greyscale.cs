namespace Octavo.Evaluation;

/// <summary>Red, green, blue to grey, each with the arithmetic of the library it is named after.</summary>
internal static class Greyscale
{
    /// <summary>
    /// tf.image.rgb_to_grayscale: float32 weights .2989, .5870, .1140; bytes are scaled to [0, 1] and back with truncation.
    /// </summary>
    public static Pixels TensorFlow(Pixels pixels, bool isByte) => Convert(pixels, (red, green, blue) =>
    {
        var scale = isByte ? 1 / 255f : 1;
        var grey = (red * scale * 0.2989f) + (green * scale * 0.5870f) + (blue * scale * 0.1140f);
        return isByte ? MathF.Truncate(grey * 255.5f) : grey;
    });

    /// <summary>Pillow's convert('L').</summary>
    public static Pixels Pillow(Pixels pixels) =>
        Convert(pixels, (red, green, blue) => (((int)red * 19595) + ((int)green * 38470) + ((int)blue * 7471) + 0x8000) >> 16);

    /// <summary>OpenCV's RGB2GRAY, weights of 15 bits.</summary>
    public static Pixels OpenCv(Pixels pixels) =>
        Convert(pixels, (red, green, blue) => (((int)red * 9798) + ((int)green * 19235) + ((int)blue * 3735) + 0x4000) >> 15);

    private static Pixels Convert(Pixels pixels, Func<float, float, float, float> convert)
    {
        var result = Pixels.Zeros(pixels.Height, pixels.Width, 1);
        for (var index = 0; index < result.Values.Length; index++)
        {
            result.Values[index] = convert(pixels.Values[3 * index], pixels.Values[(3 * index) + 1], pixels.Values[(3 * index) + 2]);
        }

        return result;
    }
}
