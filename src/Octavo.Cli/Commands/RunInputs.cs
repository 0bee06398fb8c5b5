using System.Text;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>Where <c>run</c> takes its inputs from: recorded arrays, one picture or text, or random values.</summary>
internal sealed class RunInputs : IDisposable
{
    private const int LongestText = 1 << 24;
    private readonly InputRecord? record;
    private readonly Sample? sample;
    private readonly int seed;

    private RunInputs(InputRecord? record, Sample? sample, int seed, IPreprocessing? preprocessing = null)
    {
        Classes = preprocessing is { Classes.IsEmpty: false }
            ? ClassLabels.Of(preprocessing.Classes, "the classes of the preprocessing")
            : null;
        this.record = record;
        this.sample = sample;
        this.seed = seed;
    }

    /// <summary>Names of the model's classes that the preprocessing knows; null where it knows none.</summary>
    public ClassLabels? Classes { get; }

    public int Calls => record?.Calls ?? 1;

    /// <summary>Whether outputs are named by their call.</summary>
    public bool IsNumbered => record is { IsNumbered: true };

    /// <summary>Whether the input is a picture or a text.</summary>
    public bool IsSample => sample is not null;

    /// <exception cref="OctavoException">Usage: none or several of the sources are given; or the file cannot be read.</exception>
    public static RunInputs Open(string? path, string? text, int? seed, string preprocess)
    {
        string?[] sources = [path is null ? null : "--input", text is null ? null : "--text", seed is null ? null : "--random-inputs"];
        string[] given = [.. sources.OfType<string>()];
        if (given.Length != 1)
        {
            throw new OctavoException(
                ErrorKind.Usage, "One source of inputs is needed.", null, "--input FILE, --text TEXT or --random-inputs",
                given.Length == 0 ? "none" : string.Join(" and ", given));
        }

        var preprocessing = Preprocessing.Parse(preprocess);
        if (text is not null)
        {
            return new RunInputs(null, OfText(text, "--text", preprocessing), 0, preprocessing);
        }

        if (path is null)
        {
            return new RunInputs(null, null, seed ?? 0);
        }

        if (IsPicture(path))
        {
            return new RunInputs(null, new Sample(path, [preprocessing.Apply(ImageFile.Read(path))]), 0, preprocessing);
        }

        if (Path.GetExtension(path).Equals(".txt", StringComparison.OrdinalIgnoreCase))
        {
            return new RunInputs(null, OfText(ReadText(path), path, preprocessing), 0, preprocessing);
        }

        return preprocess == "none" ? new RunInputs(InputRecord.Open(path), null, 0) : throw new OctavoException(
            ErrorKind.Usage, "--preprocess is for pictures and texts; arrays are taken as they are.", path,
                "a .png, .jpg or .txt file, or --text", hint: "Leave --preprocess out.");
    }

    /// <param name="expected">The shapes that the inputs were resized to; null for those that the model declares.</param>
    public void Set(Interpreter interpreter, int call, IReadOnlyList<Shape>? expected)
    {
        if (record is not null)
        {
            record.Set(interpreter, call, expected);
        }
        else if (sample is not null)
        {
            SampleInputs.Set(interpreter, sample, expected);
        }
        else
        {
            RandomInputs.Set(interpreter, seed);
        }
    }

    public void Dispose() => record?.Dispose();

    private static bool IsPicture(string path)
    {
        if (ImageFile.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant()))
        {
            return true;
        }

        if (path == "-" || !File.Exists(path))
        {
            return false;
        }

        using var stream = InputFile.Open(path);
        Span<byte> start = stackalloc byte[8];
        return stream.CanSeek && ImageFile.Recognizes(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    private static Sample OfText(string text, string where, IPreprocessing preprocessing) =>
        new(where, [preprocessing.Apply(new Tensor(new Shape(1), [Encoding.UTF8.GetBytes(text)]))]);

    /// <summary>The whole file as one text, without the line break at its end.</summary>
    private static string ReadText(string path)
    {
        using var reader = new StreamReader(
            InputFile.Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            var buffer = new char[LongestText + 1];
            var count = reader.ReadBlock(buffer);
            return count <= LongestText ? new string(buffer, 0, count).TrimEnd('\r', '\n') : throw new OctavoException(
                ErrorKind.InvalidData, "The file is longer than any text.", path, $"at most {LongestText} characters");
        }
        catch (DecoderFallbackException failure)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The file is no UTF-8 text.", path, inner: failure);
        }
    }
}
