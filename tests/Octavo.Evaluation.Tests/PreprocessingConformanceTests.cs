using System.Text.Json;

namespace Octavo.Evaluation.Tests;

/// <summary>The recorded resizes, crops, grey conversions and pipelines of TensorFlow, Pillow, OpenCV, torchvision and TFLite.</summary>
public sealed class PreprocessingConformanceTests
{
    private const string Torch = "\"mean\":[0.485,0.456,0.406],\"std\":[0.229,0.224,0.225]";

    /// <summary>
    /// Recorded kinds that are no preprocessing of pictures here: sound, and single functions of TensorFlow that no pipeline uses.
    /// </summary>
    private static readonly string[] OutOfScope =
        ["tf.signal", "tf.audio", "tf.raw_ops.AudioSpectrogram", "tf.raw_ops.Mfcc", "log-mel", "tf.image.rot90", "tf.image.crop_and_resize",
            "tf.image.convert_image_dtype", "tf.image.per_image"];

    [RecordedFact]
    public void Recorded_preprocessing_is_reached()
    {
        var folder = SharedFolder.Of("conformance", "_preprocessing");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        using var inputs = NpzFile.Open(Path.Combine(folder, "inputs.npz"));
        var archives = new Dictionary<string, NpzFile>();
        var failures = new List<string>();
        var count = 0;
        foreach (var entry in manifest.RootElement.EnumerateArray()
            .Where(entry => !OutOfScope.Any(entry.GetProperty("what").GetString()!.StartsWith)))
        {
            count++;
            var archive = entry.GetProperty("arrays").GetString()!;
            archives.TryAdd(archive, NpzFile.Open(Path.Combine(folder, archive)));
            var name = entry.GetProperty("case").GetString()!;
            var found = Run(entry.GetProperty("what").GetString()!, entry.GetProperty("parameters"), entry, inputs);
            foreach (var (key, values) in found)
            {
                var tolerance = entry.TryGetProperty("tolerance", out var recorded) ? recorded.GetDouble() : 0;
                var failure = Compare(values, archives[archive].Read($"{name}/{key}"), tolerance);
                if (failure is not null)
                {
                    failures.Add($"{name}/{key}: {failure}");
                }
            }
        }

        foreach (var archive in archives.Values)
        {
            archive.Dispose();
        }

        Console.WriteLine($"preprocessing: {count} cases, {failures.Count} failures");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n{string.Join('\n', failures)}");
        Assert.Equal(1172, count);
    }

    private static string? Compare(double[] found, Tensor recorded, double tolerance)
    {
        var expected = TensorValues.ToDouble(recorded);
        if (found.Length != expected.Length)
        {
            return $"{found.Length} values, expected {recorded}";
        }

        var largest = found.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second));
        return largest <= tolerance ? null
            : $"differs by {largest} (found {found[0]}, expected {expected[0]} first), allowed {tolerance}, at "
            + $"{found.Zip(expected).Count(pair => Math.Abs(pair.First - pair.Second) > tolerance)} of {found.Length}";
    }

    private static Dictionary<string, double[]> Run(string what, JsonElement parameters, JsonElement entry, NpzFile inputs)
    {
        var name = parameters.GetProperty("input").GetString()!;
        var isPlanar = name.EndsWith("CHW", StringComparison.Ordinal);
        var input = inputs.Read(name.Split(' ')[0]);
        var isByte = input.ElementType == ElementType.UInt8;
        var pixels = Pixels.From(input);
        int[] size = parameters.TryGetProperty("size", out var sizes) && sizes.ValueKind == JsonValueKind.Array
            ? [.. sizes.EnumerateArray().Select(side => side.GetInt32())] : [0, 0];
        var output = what switch
        {
            "PIL.Image.resize, uint8" => null,
            "PIL convert('L')" => Greyscale.Pillow(pixels),
            "PIL.Image.resize, mode F" => PillowResize.Run(pixels, Text("filter"), size[0], size[1], isByte: false, choosesOrder: true),
            "PIL.Image.resize with box (left, upper, right, lower)" =>
                PillowResize.Run(pixels, Text("filter"), size[0], size[1], isByte, true,
                    [.. parameters.GetProperty("box").EnumerateArray().Select(bound => bound.GetDouble())]),
            "cv2.cvtColor RGB2GRAY" => Greyscale.OpenCv(pixels),
            "cv2.resize, float32" or "cv2.resize, uint8" => OpenCvResize.Run(pixels, Text("interpolation"), size[0], size[1], isByte),
            "tf.image.central_crop" => Cropping.Central(pixels, parameters.GetProperty("fraction").GetDouble()),
            "tf.image.resize_with_crop_or_pad" => Cropping.CropOrPad(pixels, size[0], size[1]),
            "tf.image.resize_with_pad" => TensorFlowResize.WithPad(pixels, size[0], size[1]),
            "tf.image.rgb_to_grayscale" => Greyscale.TensorFlow(pixels, isByte),
            "tf.image.resize" =>
                TensorFlowResize.Run(pixels, Text("method"), size[0], size[1], parameters.GetProperty("antialias").GetBoolean()),
            "tf.image.resize(preserve_aspect_ratio)" => Fit(),
            _ when what.StartsWith("tf.raw_ops.Resize", StringComparison.Ordinal) => TensorFlowResize.Legacy(
                pixels, Text("method"), size[0], size[1], parameters.GetProperty("align_corners").GetBoolean(),
                parameters.GetProperty("half_pixel_centers").GetBoolean()),
            _ => null,
        };
        return output is not null ? One(output) : what.StartsWith("PIL", StringComparison.Ordinal) ? Pillow()
            : Pipeline(what, entry.GetProperty("case").GetString()!, parameters, input, isPlanar);

        string Text(string key) => parameters.GetProperty(key).GetString()!;

        Pixels Fit()
        {
            var (height, width) = TensorFlowResize.Fit(pixels, size[0], size[1]);
            return TensorFlowResize.Run(pixels, Text("method"), height, width, antialias: false);
        }

        Dictionary<string, double[]> Pillow()
        {
            var results = One(PillowResize.Run(pixels, Text("filter"), size[0], size[1], isByte: true, choosesOrder: true));
            if (entry.GetProperty("keys").GetArrayLength() > 1)
            {
                results["output_horizontal_first"] =
                    One(PillowResize.Run(pixels, Text("filter"), size[0], size[1], isByte: true))["output"];
            }

            return results;
        }
    }

    private static Dictionary<string, double[]> One(Pixels pixels) =>
        new() { ["output"] = Array.ConvertAll(pixels.Values, value => (double)value) };

    private static Dictionary<string, double[]> Pipeline(string what, string name, JsonElement parameters, Tensor input, bool isPlanar)
    {
        var layout = isPlanar ? ",\"layout\":\"nchw\"" : "";
        var side = parameters.TryGetProperty("size", out var size) ? size.GetRawText() : "0";
        var recipes = what.Split(' ')[0] switch
        {
            "keras.applications.imagenet_utils.preprocess_input" => new Dictionary<string, string>
            {
                ["output"] = parameters.GetProperty("mode").GetString() switch
                {
                    "tf" => $$"""{"name":"image","scale":0.00784313725490196,"offset":-1{{layout}}}""",
                    "torch" => $$"""{"name":"image","scale":0.00392156862745098,{{Torch}}{{layout}}}""",
                    _ => $$"""{"name":"image","channels":"bgr","mean":[103.939,116.779,123.68]{{layout}}}""",
                },
            },
            "TF-slim" => new() { ["output"] = $$"""{"name":"image","crop":"central","fraction":0.875,"resize":"bilinear (TensorFlow 1)","size":{{side}},"scale":0.00784313725490196,"offset":-1}""" },
            "torchvision" => new()
            {
                ["pixels"] = Torchvision(parameters, "\"type\":\"uint8\""),
                ["output"] = Torchvision(parameters, $"\"scale\":0.00392156862745098,{Torch},\"layout\":\"nchw\""),
            },
            _ when what == "TFLite accuracy tool" => new() { ["output"] = $$"""{"name":"scale",{{TFLite(name.Split('_')[1])}}}""" },
            _ => new[] { "resized", "float", "uint8", "int8" }.ToDictionary(
                key => key,
                key => $$"""{"name":"image","crop":"tflite{{(parameters.GetProperty("square").GetBoolean() ? "-square" : "")}}","resize":"bilinear (TFLite)","size":{{side}},{{TFLite(key)}}}"""),
        };
        return recipes.ToDictionary(pair => pair.Key, pair => TensorValues.ToDouble(Preprocessing.Parse(pair.Value).Apply(input)));
    }

    private static string TFLite(string type) => type switch
    {
        "resized" => "\"scale\":1",
        "uint8" => "\"type\":\"uint8\"",
        "int8" => "\"offset\":-128,\"type\":\"int8\"",
        _ => "\"scale\":0.00784313725490196,\"offset\":-1",
    };

    private static string Torchvision(JsonElement parameters, string rest)
    {
        var (resize, crop, filter) = (parameters.GetProperty("resize").GetRawText(), parameters.GetProperty("crop").GetRawText(),
            parameters.GetProperty("filter").GetString());
        return $$"""{"name":"image","resize":"{{filter}} (Pillow 13)","short_side":{{resize}},"size":{{crop}},{{rest}}}""";
    }
}
