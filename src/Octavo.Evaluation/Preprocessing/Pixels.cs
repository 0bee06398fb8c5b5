using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>A picture in work: [height, width, channels] as float32. Methods that work on bytes keep whole values from 0 to 255.</summary>
internal sealed record Pixels(int Height, int Width, int Channels, float[] Values)
{
    /// <summary>Samples of a picture that is made larger than its source: 3,300 x 3,300 in colours. Models take far smaller ones.</summary>
    private const long MostMadeSamples = 1 << 25;

    /// <param name="height">
    /// With the other sizes within what <see cref="RequireMakeable"/> allows, or no larger than a picture that is there.
    /// </param>
    public static Pixels Zeros(int height, int width, int channels) =>
        new(height, width, channels, new float[checked(height * width * channels)]);

    /// <summary>
    /// From [height, width, channels], [1, height, width, channels], or [height, width] and [1, height, width] with one channel.
    /// </summary>
    /// <exception cref="OctavoException">InvalidData: this is no picture.</exception>
    public static Pixels From(Tensor tensor)
    {
        var sizes = tensor.ElementType == ElementType.String ? [] : tensor.Shape.ToArray();
        sizes = sizes switch
        {
            [1, _, _, <= 4] => sizes[1..],
            [_, _, <= 4] => sizes,
            [1, _, _] => [sizes[1], sizes[2], 1],
            [_, _] => [sizes[0], sizes[1], 1],
            _ => [],
        };
        if (sizes.Length == 0 || sizes.Contains(0))
        {
            throw new OctavoException(ErrorKind.InvalidData, "This preprocessing needs a picture.",
                expected: "[height, width, channels] with at most 4 channels", found: $"{tensor}");
        }

        return new Pixels(sizes[0], sizes[1], sizes[2], Array.ConvertAll(TensorValues.ToDouble(tensor), value => (float)value));
    }

    /// <summary>
    /// Whether a picture of this size, and what lies between on the way to it (one side of each), takes memory in proportion.
    /// </summary>
    /// <exception cref="OctavoException">InvalidData: it is out of all proportion.</exception>
    public void RequireMakeable(int height, int width)
    {
        var most = Math.Max(MostMadeSamples, Values.Length) / Channels;
        if ((long)height * width > most || (long)Height * width > most || (long)height * Width > most)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The preprocessing makes too large a picture.",
                expected: $"at most {most} pixels, also between the two passes",
                found: $"{Height} x {Width} to {height} x {width}", hint: "Give the height and width that the model takes.");
        }
    }

    public ReadOnlySpan<float> At(int row, int column) => Values.AsSpan(((row * Width) + column) * Channels, Channels);

    /// <exception cref="OctavoException">InvalidData: nothing is left.</exception>
    public Pixels Crop(int top, int left, int height, int width)
    {
        if (height < 1 || width < 1)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The crop leaves nothing of the picture.", expected: "at least one row and one column",
                found: $"{height} x {width} of {Height} x {Width}",
                hint: "Give a larger fraction, or larger pictures.");
        }

        var result = Zeros(height, width, Channels);
        for (var row = 0; row < height; row++)
        {
            Values.AsSpan((((top + row) * Width) + left) * Channels, width * Channels).CopyTo(result.Values.AsSpan(row * width * Channels));
        }

        return result;
    }

    /// <summary>Puts the picture into a larger one of zeros.</summary>
    public Pixels Pad(int top, int left, int height, int width)
    {
        var result = Zeros(height, width, Channels);
        for (var row = 0; row < Height; row++)
        {
            Values.AsSpan(row * Width * Channels, Width * Channels).CopyTo(result.Values.AsSpan((((top + row) * width) + left) * Channels));
        }

        return result;
    }
}
