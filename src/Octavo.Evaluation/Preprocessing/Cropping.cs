namespace Octavo.Evaluation;

/// <summary>Central crops, each with the rounding of the tool it is named after.</summary>
internal static class Cropping
{
    /// <summary>TensorFlow's central_crop: the same cut at both ends, (n - n x fraction) / 2 truncated, in double.</summary>
    public static Pixels Central(Pixels pixels, double fraction)
    {
        var top = (int)((pixels.Height - (pixels.Height * fraction)) / 2);
        var left = (int)((pixels.Width - (pixels.Width * fraction)) / 2);
        return pixels.Crop(top, left, pixels.Height - (2 * top), pixels.Width - (2 * left));
    }

    /// <summary>The largest square in the middle, as Pillow's crop rounds it: start at round-half-even((n - side) / 2).</summary>
    public static Pixels CentralSquare(Pixels pixels)
    {
        var side = Math.Min(pixels.Height, pixels.Width);
        return Torchvision(pixels, side, side);
    }

    /// <summary>
    /// TFLite's accuracy tool: each side round(fraction x n), as a square the smaller of both; start at round((n - side) / 2), halves up.
    /// </summary>
    public static Pixels TFLite(Pixels pixels, double fraction, bool isSquare)
    {
        var height = (int)Math.Round(fraction * pixels.Height, MidpointRounding.AwayFromZero);
        var width = (int)Math.Round(fraction * pixels.Width, MidpointRounding.AwayFromZero);
        (height, width) = isSquare ? (Math.Min(height, width), Math.Min(height, width)) : (height, width);
        return pixels.Crop((pixels.Height - height + 1) / 2, (pixels.Width - width + 1) / 2, height, width);
    }

    /// <summary>torchvision's centre crop: start at round-half-even((n - size) / 2); a smaller picture is first put into zeros.</summary>
    public static Pixels Torchvision(Pixels pixels, int height, int width)
    {
        pixels = CropOrPad(pixels, Math.Max(height, pixels.Height), Math.Max(width, pixels.Width));
        var top = (int)Math.Round((pixels.Height - height) / 2.0, MidpointRounding.ToEven);
        var left = (int)Math.Round((pixels.Width - width) / 2.0, MidpointRounding.ToEven);
        return pixels.Crop(top, left, height, width);
    }

    /// <summary>TensorFlow's resize_with_crop_or_pad: floor of half the difference is cut off, or put, before.</summary>
    public static Pixels CropOrPad(Pixels pixels, int height, int width)
    {
        var (keptHeight, keptWidth) = (Math.Min(height, pixels.Height), Math.Min(width, pixels.Width));
        var cropped = pixels.Crop((pixels.Height - keptHeight) / 2, (pixels.Width - keptWidth) / 2, keptHeight, keptWidth);
        return cropped.Pad((height - keptHeight) / 2, (width - keptWidth) / 2, height, width);
    }
}
