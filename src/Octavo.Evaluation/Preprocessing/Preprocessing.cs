using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Preprocessing as data: a JSON object, given inline, as a file (also a model's meta.json with a member <c>preprocess</c>), or by the name
/// of a preset. Member <c>name</c> chooses the kind: <c>none</c>, <c>scale</c>, <c>image</c>, <c>hashed-trigrams</c>; or member
/// <c>preset</c> names a preset, whose members the others replace. Unknown keys are errors. docs/data.md, "Preprocessing", describes all.
/// </summary>
public static class Preprocessing
{
    private static readonly SortedDictionary<string, string> Presets = new(StringComparer.Ordinal)
    {
        ["keras-caffe"] = """{"name":"image","channels":"bgr","mean":[103.939,116.779,123.68]}""",
        ["keras-tf"] = """{"name":"image","scale":0.00784313725490196,"offset":-1}""",
        ["keras-torch"] = """{"name":"image","scale":0.00392156862745098,"mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225]}""",
        ["none"] = """{"name":"none"}""",
        ["scale-255"] = """{"name":"scale","scale":0.00392156862745098}""",
        ["slim-224"] = """{"name":"image","crop":"central","fraction":0.875,"resize":"bilinear (TensorFlow 1)","size":[224,224],"scale":0.00784313725490196,"offset":-1}""",
        ["tflite-float-224"] = """{"name":"image","crop":"tflite-square","fraction":0.875,"resize":"bilinear (TFLite)","size":[224,224],"scale":0.00784313725490196,"offset":-1}""",
        ["tflite-uint8-224"] = """{"name":"image","crop":"tflite-square","fraction":0.875,"resize":"bilinear (TFLite)","size":[224,224],"type":"uint8"}""",
        ["torchvision-224"] =
            """{"name":"image","resize":"bilinear (Pillow)","short_side":256,"size":[224,224],"scale":0.00392156862745098,"mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225],"layout":"nchw"}""",
    };

    private static readonly SortedDictionary<string, Func<PreprocessingKeys, IPreprocessing>> Kinds = new(StringComparer.Ordinal)
    {
        ["hashed-trigrams"] = ReadTrigrams,
        ["image"] = ReadImage,
        ["none"] = _ => new NoPreprocessing(),
        ["scale"] = keys => new ScalePreprocessing(ReadScaling(keys)),
    };

    /// <summary>Names that <see cref="Parse(string)"/> takes instead of JSON.</summary>
    public static IEnumerable<string> PresetNames => Presets.Keys;

    public static IPreprocessing None { get; } = new NoPreprocessing();

    /// <param name="text">Inline JSON (it begins with a brace), a preset's name, or a file's path.</param>
    /// <exception cref="OctavoException">
    /// Usage: unknown names, keys or values, the nearest ones named; InputOutput; InvalidData: no JSON.
    /// </exception>
    public static IPreprocessing Parse(string text)
    {
        if (text.TrimStart().StartsWith('{'))
        {
            return ParseJson(text, "preprocessing");
        }

        if (Presets.TryGetValue(text, out var preset))
        {
            return ParseJson(preset, text);
        }

        if (!File.Exists(text) && !text.Contains('/', StringComparison.Ordinal) && !text.Contains('.', StringComparison.Ordinal))
        {
            throw NearestName.Unknown("preprocessing, and no file,", text, PresetNames, null);
        }

        using var reader = new StreamReader(InputFile.Open(text));
        return ParseJson(reader.ReadToEnd(), text);
    }

    private static IPreprocessing ParseJson(string json, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(json,
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Parse(document.RootElement, where);
        }
        catch (Exception failure) when (failure is JsonException || JsonTexts.IsHalfCharacter(failure))
        {
            throw new OctavoException(ErrorKind.InvalidData, "The preprocessing is no JSON.", where, found: failure.Message,
                inner: failure);
        }
    }

    /// <summary>From a JSON object, or one whose member <c>preprocess</c> is that object.</summary>
    public static IPreprocessing Parse(JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("preprocess", out var inner))
        {
            element = inner;
        }

        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("preset", out var named))
        {
            using var whole = JsonDocument.Parse(WithPreset(element, named, where));
            return ParseMembers(whole.RootElement, where);
        }

        return ParseMembers(element, where);
    }

    private static IPreprocessing ParseMembers(JsonElement element, string where)
    {
        var keys = new PreprocessingKeys(element, where);
        var name = keys.Text("name", null);
        if (!Kinds.TryGetValue(name, out var read))
        {
            throw NearestName.Unknown("kind of preprocessing", name, Kinds.Keys, where);
        }

        var preprocessing = read(keys);
        keys.RefuseOthers();
        return preprocessing;
    }

    /// <summary>The preset's members with those of the object in their place.</summary>
    private static string WithPreset(JsonElement element, JsonElement named, string where)
    {
        if (named.ValueKind != JsonValueKind.String || !Presets.TryGetValue(named.GetString()!, out var preset))
        {
            throw NearestName.Unknown("preset of preprocessing",
                named.ValueKind == JsonValueKind.String ? named.GetString()! : named.GetRawText(), PresetNames, where);
        }

        // Keys that stand twice are refused here, before they become one.
        _ = new PreprocessingKeys(element, where);
        var members = System.Text.Json.Nodes.JsonNode.Parse(preset)!.AsObject();
        foreach (var member in element.EnumerateObject().Where(member => member.Name != "preset"))
        {
            members[member.Name] = System.Text.Json.Nodes.JsonNode.Parse(member.Value.GetRawText());
        }

        return members.ToJsonString();
    }

    private static ValueScaling ReadScaling(PreprocessingKeys keys)
    {
        var type = ValueScaling.Types[keys.Choice("type", "float32", ValueScaling.Types.Keys)];
        return new ValueScaling(keys.Number("scale", 1), keys.Number("offset", 0), keys.Numbers("mean"), keys.Divisors("std"), type);
    }

    private static HashedTrigrams ReadTrigrams(PreprocessingKeys keys)
    {
        keys.Choice("hash", "crc32", ["crc32"]);
        return new HashedTrigrams(keys.Integer("buckets", null), keys.Integer("length", null), [.. keys.Texts("classes")]);
    }

    private static ImagePreprocessing ReadImage(PreprocessingKeys keys)
    {
        var resize = keys.Text("resize", "none");
        var size = keys.Size("size");
        var shortSide = keys.Integer("short_side", 0);
        if (resize != "none" && size.Length == 0 && shortSide == 0)
        {
            throw new OctavoException(ErrorKind.Usage, "The preprocessing says how to resize but not to what size.", keys.Where,
                "size or short_side");
        }

        return new ImagePreprocessing
        {
            Channels = keys.Choice("channels", "rgb", ImagePreprocessing.ChannelOrders),
            Crop = keys.Choice("crop", "none", ImagePreprocessing.Crops),
            Fraction = keys.Fraction("fraction", 0.875),
            Resize = resize == "none" ? null : ResizeMethod.Find(resize, keys.Where),
            Size = size,
            ShortSide = shortSide == 0 ? null : shortSide,
            Scaling = ReadScaling(keys),
            Layout = keys.Choice("layout", "nhwc", ImagePreprocessing.Layouts),
        };
    }
}
