using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Items of an idx file, each [1, ...], with the labels of a second one.</summary>
internal sealed class IdxDataset : IDatasetReader
{
    private readonly string imagesPath;
    private readonly int[]? labels;

    public IdxDataset(string imagesPath, string? labelsPath)
    {
        this.imagesPath = imagesPath;
        using var images = IdxFile.Open(imagesPath);
        SampleCount = images.Shape[0];
        if (labelsPath is null)
        {
            return;
        }

        using var file = IdxFile.Open(labelsPath);
        if (!file.ElementType.IsInteger() || file.Shape.Rank != 1 || file.Shape[0] != images.Shape[0])
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The labels do not belong to the items.", labelsPath, $"{images.Shape[0]} integers",
                $"{file.ElementType} {file.Shape}", "Name the right file of labels.");
        }

        labels = LabelArray.Read(file.ReadAll(), labelsPath);
    }

    public string Description => $"idx {imagesPath}";

    public long? SampleCount { get; }

    public ImmutableArray<string> Classes => [];

    /// <summary>The file of images of a split in MNIST's naming, or the only idx3 file there is.</summary>
    public static string? FindImages(IReadOnlyList<string> files, string split)
    {
        var images = files.Where(file => IsNamed(file, "images") && IsNamed(file, "idx")).ToList();
        var prefixes = split == "test" ? new[] { "t10k", "test", "emnist-test" } : [split];
        return images.FirstOrDefault(file =>
            prefixes.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            ?? (images.Count == 1 ? images[0] : null);
    }

    /// <summary>The file beside <paramref name="images"/> that has "labels" and rank 1 where that has "images"; gzipped or not.</summary>
    public static string? FindLabels(string images)
    {
        var name = Path.GetFileName(images);
        var folder = Path.GetDirectoryName(images) ?? "";
        var stem = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        var labels = stem.Replace("images", "labels", StringComparison.Ordinal);
        labels = labels.Replace("idx3", "idx1", StringComparison.Ordinal).Replace("idx4", "idx1", StringComparison.Ordinal);
        return labels == stem ? null
            : new[] { labels, labels + ".gz" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    public IEnumerable<Sample> Read()
    {
        using var images = IdxFile.Open(imagesPath);
        for (var index = 0; images.TryReadItem(out var item); index++)
        {
            yield return new Sample($"{index}", [item], labels?[index]);
        }
    }

    public void Dispose()
    {
    }

    private static bool IsNamed(string file, string part) => Path.GetFileName(file).Contains(part, StringComparison.OrdinalIgnoreCase);
}
