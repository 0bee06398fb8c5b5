using System.Text;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Fuzzing;

/// <summary>Preprocessing in JSON: read, and applied to small pictures of several kinds, to numbers and to texts.</summary>
internal sealed class PreprocessingKind : FuzzKind
{
    private static readonly string[] Texts =
    [
        """{"name":"image","channels":"bgr","mean":[103.939,116.779,123.68],"std":[1,2,3]}""",
        """{"name":"image","crop":"central","fraction":0.875,"resize":"bilinear (TensorFlow 1)","size":[8,8],"scale":0.00784313725490196,"offset":-1}""",
        """{"name":"image","crop":"tflite-square","fraction":0.5,"resize":"bilinear (TFLite)","size":[9,5],"type":"uint8","channels":"grey"}""",
        """{"name":"image","resize":"bilinear (Pillow)","short_side":9,"size":[7,7],"scale":0.0039,"mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225],"layout":"nchw"}""",
        """{"name":"image","crop":"central-square","resize":"lanczos4 (OpenCV)","size":11,"type":"int8","offset":-128}""",
        """{"name":"image","resize":"area (TensorFlow)","short_side":4,"channels":"as-stored"}""",
        """{"name":"image","resize":"bicubic antialias (TensorFlow)","size":[3,17]}""",
        """{"name":"image","resize":"lanczos (Pillow 13)","size":[3,17]}""",
        """{"name":"image","resize":"area align-corners (TensorFlow 1)","size":[1,2]}""",
        """{"name":"image","resize":"area (OpenCV)","size":[2,2],"crop":"tflite"}""",
        """{"name":"scale","scale":0.00392156862745098,"offset":3,"mean":1,"std":2}""",
        """{"name":"hashed-trigrams","hash":"crc32","buckets":100,"length":20,"classes":["a","b"]}""",
        """{"preprocess":{"name":"none"}}""",
    ];

    private static readonly Tensor[] Samples =
    [
        Picture(ElementType.UInt8, 13, 9, 3), Picture(ElementType.UInt8, 4, 11, 1), Picture(ElementType.UInt16, 3, 3, 4),
        Picture(ElementType.UInt8, 1, 30, 2),
        Tensor.From<float>(new Shape(1, 5), 1, 2, float.NaN, float.PositiveInfinity, -1e30f),
            new Tensor(new Shape(1), [Encoding.UTF8.GetBytes("ein Wort")]),
    ];

    public override string Name => "preprocess";

    protected override IReadOnlyList<IMutator> Mutators { get; } =
        [new TextMutator(), new TextMutator(), new TextMutator(), new ByteMutator()];

    public override void Examine(FuzzInput input, string folder)
    {
        var text = Encoding.UTF8.GetString(input.Bytes);
        var preprocessing = Preprocessing.Parse("{" + text.TrimStart().TrimStart('{'));
        OctavoException? refusal = null;
        foreach (var sample in Samples)
        {
            try
            {
                preprocessing.Apply(sample);
            }
            catch (OctavoException failure) when (failure.Kind != ErrorKind.Internal)
            {
                refusal = failure;
            }
        }

        if (refusal is not null)
        {
            throw refusal;
        }
    }

    protected override IEnumerable<FuzzInput> FindSeeds()
    {
        var made = Texts.Select((text, index) => FuzzInput.OfText($"preprocess{index}.json", text))
            .Concat(ResizeNames().Select(name => FuzzInput.OfText($"{name}.json", $$"""{"name":"image","resize":{{JsonSerializer.Serialize(name)}},"size":[6,19]}""")));
        return SeedFolders.Shared is null
            ? made : made.Concat(SeedFolders.Files(SeedFolders.InShared("faults/mutants"), "*-preprocess-*", 8 << 10)
                .Select(FuzzInput.OfFile));
    }

    /// <summary>What the error for an unknown one lists.</summary>
    private static string[] ResizeNames()
    {
        try
        {
            Preprocessing.Parse("""{"name":"image","resize":"?","size":1}""");
            return [];
        }
        catch (OctavoException error)
        {
            return error.Expected?.Split(", ") ?? [];
        }
    }

    private static Tensor Picture(ElementType type, int height, int width, int channels)
    {
        var bytes = new byte[type.SizeInBytes(height * width * channels)];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)(index * 37);
        }

        return new Tensor(type, new Shape(height, width, channels), bytes);
    }
}
