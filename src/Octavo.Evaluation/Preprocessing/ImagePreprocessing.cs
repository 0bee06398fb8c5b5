using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// A picture: colours, crop, resize, second crop, colour order, scaling, layout, in this order. Methods that give bytes keep bytes between
/// the steps.
/// </summary>
internal sealed class ImagePreprocessing : IPreprocessing
{
    public static IReadOnlyList<string> Crops { get; } = ["none", "central", "central-square", "tflite", "tflite-square"];

    public static IReadOnlyList<string> ChannelOrders { get; } = ["rgb", "bgr", "grey", "as-stored"];

    public static IReadOnlyList<string> Layouts { get; } = ["nhwc", "nchw"];

    public ImmutableArray<string> Classes => [];

    public required string Channels { get; init; }

    public required string Crop { get; init; }

    /// <summary>The share of each side that the crop keeps, where it is no plain square.</summary>
    public required double Fraction { get; init; }

    public required ResizeMethod? Resize { get; init; }

    /// <summary>Height and width after resizing; empty for none.</summary>
    public required int[] Size { get; init; }

    /// <summary>
    /// The shorter side after resizing, the other in proportion, truncated; then the middle of <see cref="Size"/> is cut out.
    /// </summary>
    public required int? ShortSide { get; init; }

    public required ValueScaling Scaling { get; init; }

    public required string Layout { get; init; }

    public Tensor Apply(Tensor input)
    {
        var isByte = input.ElementType == ElementType.UInt8;
        var pixels = Colours(Pixels.From(input), isByte);
        pixels = Crop switch
        {
            "central" => Cropping.Central(pixels, Fraction),
            "central-square" => Cropping.CentralSquare(pixels),
            "tflite" or "tflite-square" => Cropping.TFLite(pixels, Fraction, Crop == "tflite-square"),
            _ => pixels,
        };
        pixels = Resized(pixels, isByte);
        if (Channels == "bgr" && pixels.Channels == 3)
        {
            pixels = Permute(pixels, [2, 1, 0]);
        }

        var tensor = Scaling.Apply<float>(pixels.Values, new Shape(1, pixels.Height, pixels.Width, pixels.Channels), pixels.Channels);
        return Layout == "nchw" ? ChannelsFirst(tensor) : tensor;
    }

    private static Pixels Permute(Pixels pixels, int[] channels)
    {
        var result = Pixels.Zeros(pixels.Height, pixels.Width, channels.Length);
        for (var index = 0; index < result.Values.Length; index++)
        {
            result.Values[index] = pixels.Values[(index / channels.Length * pixels.Channels) + channels[index % channels.Length]];
        }

        return result;
    }

    private static Tensor ChannelsFirst(Tensor tensor)
    {
        var (height, width, channels) = (tensor.Shape[1], tensor.Shape[2], tensor.Shape[3]);
        var size = (int)tensor.ElementType.SizeInBytes(1);
        var source = tensor.Bytes.Span;
        var target = new byte[source.Length];
        for (var pixel = 0; pixel < height * width; pixel++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                source.Slice(((pixel * channels) + channel) * size, size)
                    .CopyTo(target.AsSpan(((channel * height * width) + pixel) * size));
            }
        }

        return new Tensor(tensor.ElementType, new Shape(1, channels, height, width), target);
    }

    /// <summary>Grey becomes three equal channels, alpha is dropped; colour becomes grey as Pillow does it.</summary>
    private Pixels Colours(Pixels pixels, bool isByte) => (Channels, pixels.Channels) switch
    {
        ("as-stored", _) or ("grey", 1) or ("rgb" or "bgr", 3) => pixels,
        ("grey", 2) => Permute(pixels, [0]),
        ("grey", 3 or 4) =>
            isByte ? Greyscale.Pillow(Permute(pixels, [0, 1, 2])) : Greyscale.TensorFlow(Permute(pixels, [0, 1, 2]), isByte: false),
        (_, 1 or 2) => Permute(pixels, [0, 0, 0]),
        _ => Permute(pixels, [0, 1, 2]),
    };

    private Pixels Resized(Pixels pixels, bool isByte)
    {
        if (Resize is null)
        {
            if (Size.Length == 0)
            {
                return pixels;
            }

            pixels.RequireMakeable(Size[0], Size[1]);
            return Cropping.CropOrPad(pixels, Size[0], Size[1]);
        }

        if (ShortSide is not { } side)
        {
            pixels.RequireMakeable(Size[0], Size[1]);
            return Resize.Run(pixels, Size[0], Size[1], isByte);
        }

        var isWide = pixels.Width >= pixels.Height;
        var longSide = (int)((double)side * Math.Max(pixels.Width, pixels.Height) / Math.Min(pixels.Width, pixels.Height));
        var (height, width) = isWide ? (side, longSide) : (longSide, side);
        pixels.RequireMakeable(height, width);
        pixels = Resize.Run(pixels, height, width, isByte);
        if (Size.Length == 0)
        {
            return pixels;
        }

        pixels.RequireMakeable(Size[0], Size[1]);
        return Cropping.Torchvision(pixels, Size[0], Size[1]);
    }
}
