using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Arrays of an .npz file whose first axis counts samples; or recorded calls <c>call{k}/input/{i}</c>, one sample each, without labels.
/// </summary>
internal sealed class NpzDataset : IDatasetReader
{
    private static readonly string[] LabelNames = ["label", "labels", "y", "y_test", "target", "targets"];
    private static readonly string[] InputNames = ["input", "inputs", "x", "x_test", "image", "images", "data", "features", "text"];

    private readonly string path;
    private readonly NpzFile file;
    private readonly string[] inputKeys;
    private readonly int callCount;
    private readonly int[]? labels;
    private readonly Tensor? labelTexts;

    public NpzDataset(string path, IReadOnlyList<string> inputs, string? label)
    {
        this.path = path;
        file = NpzFile.Open(path);
        try
        {
            var labelKey = label ?? LabelNames.FirstOrDefault(file.Contains);
            callCount = inputs.Count == 0 && labelKey is null ? CountCalls() : 0;
            inputKeys = callCount > 0 ? [] : FindInputs(inputs, labelKey);
            SampleCount = callCount > 0 ? callCount : CheckInputs();
            var tensor = labelKey is null ? null : ReadLabels(labelKey);
            labelTexts = tensor?.ElementType == ElementType.String ? tensor : null;
            labels = tensor is null || labelTexts is not null ? null : LabelArray.Read(tensor, $"{path}, array '{labelKey}'");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string Description => callCount > 0 ? $"recorded calls of {path}" : $"arrays {string.Join(", ", inputKeys)} of {path}";

    public long? SampleCount { get; }

    public ImmutableArray<string> Classes => [];

    public IEnumerable<Sample> Read() => callCount > 0 ? ReadCalls() : ReadArrays();

    public void Dispose() => file.Dispose();

    private IEnumerable<Sample> ReadArrays()
    {
        var readers = new List<NpyArrayReader>();
        try
        {
            readers.AddRange(inputKeys.Select(file.OpenArray));
            for (var index = 0; index < SampleCount; index++)
            {
                var inputs = readers.Select(reader =>
                    reader.TryReadSlice(out var slice) ? slice : throw new InvalidOperationException("The shape promised more slices."));
                var text = labelTexts is null ? null : System.Text.Encoding.UTF8.GetString(labelTexts.Strings[index].Span);
                yield return new Sample($"{index}", [.. inputs], labels?[index], text);
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private IEnumerable<Sample> ReadCalls()
    {
        for (var call = 0; call < callCount; call++)
        {
            var inputs = ImmutableArray.CreateBuilder<Tensor>();
            while (file.Contains($"call{call}/input/{inputs.Count}"))
            {
                inputs.Add(file.Read($"call{call}/input/{inputs.Count}"));
            }

            yield return new Sample($"call{call}", inputs.ToImmutable());
        }
    }

    private int CountCalls()
    {
        var count = 0;
        while (file.Contains($"call{count}/input/0"))
        {
            count++;
        }

        return count;
    }

    private string[] FindInputs(IReadOnlyList<string> named, string? labelKey)
    {
        if (named.Count > 0)
        {
            return [.. named];
        }

        var numbered = Enumerable.Range(0, file.Names.Length).Select(index => $"input/{index}").TakeWhile(file.Contains).ToArray();
        if (numbered.Length > 0)
        {
            return numbered;
        }

        if (InputNames.FirstOrDefault(file.Contains) is { } usual)
        {
            return [usual];
        }

        var others = file.Names.Where(name => name != labelKey).ToArray();
        return others.Length == 1 || labelKey is null
            ? others
            : throw new OctavoException(
                ErrorKind.InvalidData, "It is not clear which array holds the inputs.", path,
                string.Join(", ", InputNames) + " or input/0, input/1, ...", string.Join(", ", others.Take(20)), "Name the input arrays.");
    }

    private long CheckInputs()
    {
        long? count = null;
        foreach (var key in inputKeys)
        {
            using var reader = file.OpenArray(key);
            if (reader.Shape.Rank == 0 || (count is not null && reader.Shape[0] != count))
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, "The first axis of every input array counts the samples.", $"{path}, array '{key}'",
                    count is null ? "at least one axis" : $"{count} samples", $"shape {reader.Shape}");
            }

            if (reader.Shape[0] != 0 && reader.Shape.ElementCount == 0)
            {
                throw new OctavoException(ErrorKind.InvalidData, "The samples have no elements.", $"{path}, array '{key}'",
                    "sizes of 1 or more behind the first", $"shape {reader.Shape}");
            }

            count = reader.Shape[0];
        }

        return count ?? throw new OctavoException(ErrorKind.InvalidData, "The archive holds no inputs.", path);
    }

    private Tensor ReadLabels(string key)
    {
        var tensor = file.Read(key);
        return tensor.ElementCount == SampleCount && tensor.Shape.Rank > 0
            ? tensor
            : throw new OctavoException(ErrorKind.InvalidData, "There must be one label for each sample.", $"{path}, array '{key}'",
                $"{SampleCount} class indices", $"{tensor}");
    }
}
