using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// A way to resize, named "filter (library)": libraries differ in every filter, so there is no plain "bilinear". <c>pil</c> stands for
/// "bilinear (Pillow)".
/// </summary>
internal sealed record ResizeMethod(string Name, Func<Pixels, int, int, bool, Pixels> Run)
{
    private static readonly Dictionary<string, ResizeMethod> Methods =
        Create().ToDictionary(method => method.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Methods.Keys;

    /// <exception cref="OctavoException">Usage: the name is unknown; the nearest one is named.</exception>
    public static ResizeMethod Find(string name, string where) =>
        Methods.TryGetValue(name, out var method) ? method : throw NearestName.Unknown("way to resize", name, Names, where);

    private static IEnumerable<ResizeMethod> Create()
    {
        foreach (var filter in PillowResize.Filters.Keys.Append("nearest"))
        {
            yield return new ResizeMethod($"{filter} (Pillow)",
                (pixels, height, width, isByte) => PillowResize.Run(pixels, filter, height, width, isByte));
            yield return new ResizeMethod($"{filter} (Pillow 13)",
                (pixels, height, width, isByte) => PillowResize.Run(pixels, filter, height, width, isByte, choosesOrder: true));
        }

        yield return new ResizeMethod("pil",
            (pixels, height, width, isByte) => PillowResize.Run(pixels, "bilinear", height, width, isByte));
        foreach (var method in new[] { "area", "bicubic", "bilinear", "gaussian", "lanczos3", "lanczos5", "mitchellcubic", "nearest" })
        {
            yield return new ResizeMethod($"{method} (TensorFlow)",
                (pixels, height, width, _) => TensorFlowResize.Run(pixels, method, height, width, antialias: false));
            yield return new ResizeMethod($"{method} antialias (TensorFlow)",
                (pixels, height, width, _) => TensorFlowResize.Run(pixels, method, height, width, antialias: true));
        }

        foreach (var method in new[] { "area", "bicubic", "bilinear", "nearest" })
        {
            yield return new ResizeMethod($"{method} (TensorFlow 1)",
                (pixels, height, width, _) => TensorFlowResize.Legacy(pixels, method, height, width, false, false));
            yield return new ResizeMethod($"{method} align-corners (TensorFlow 1)",
                (pixels, height, width, _) => TensorFlowResize.Legacy(pixels, method, height, width, true, false));
        }

        yield return new ResizeMethod("bilinear (TFLite)", (pixels, height, width, _) => TensorFlowResize.TFLite(pixels, height, width));
        foreach (var method in new[] { "area", "cubic", "lanczos4", "linear", "linear_exact", "nearest" })
        {
            yield return new ResizeMethod($"{method} (OpenCV)",
                (pixels, height, width, isByte) => OpenCvResize.Run(pixels, method, height, width, isByte));
        }
    }
}
