using System.Collections.Immutable;
using System.Globalization;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// Pictures in folders named after their classes: classes are the folders in ordinal order of their names (those that start with '.' left
/// out, empty ones kept), pictures all files below with a picture's ending, by folder and then name. Or pictures in one folder, with a file
/// of lines "file label" (label = class index or name), or without labels.
/// </summary>
internal sealed class ImageFolderDataset : IDatasetReader
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".bmp", ".gif", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp",
    };

    private readonly string folder;
    private readonly bool applyOrientation;
    private readonly bool keepsUnreadable;
    private readonly ImmutableArray<(string File, int? Label, string? Text)> files;

    public ImageFolderDataset(string folder, string? labelsPath, bool applyOrientation, bool keepsUnreadable = false)
    {
        this.folder = folder;
        this.applyOrientation = applyOrientation;
        this.keepsUnreadable = keepsUnreadable;
        try
        {
            var classes = Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Where(name => name[0] != '.')
                .Order(StringComparer.Ordinal).ToImmutableArray();
            if (labelsPath is not null)
            {
                files = [.. ReadLabels(labelsPath)];
                Classes = [];
            }
            else if (classes.Length > 0)
            {
                Classes = classes;
                files = [.. classes.SelectMany((name, label) =>
                    Pictures(Path.Combine(folder, name)).Select(file => (file, (int?)label, (string?)null)))];
            }
            else
            {
                Classes = [];
                files = [.. Pictures(folder).Select(file => (file, (int?)null, (string?)null))];
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw InputFile.Failure(folder, failure);
        }

        if (files.IsEmpty)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The folder holds no samples.", folder,
                "idx files, a .csv, .tsv or .npz file of the split, or pictures, in folders named after their classes");
        }
    }

    public string Description => $"pictures in {folder}";

    public long? SampleCount => files.Length;

    public ImmutableArray<string> Classes { get; }

    /// <summary>The pictures' paths relative to the folder, with their labels, in order.</summary>
    internal IEnumerable<(string File, int? Label)> Files =>
        files.Select(file => (Path.GetRelativePath(folder, file.File).Replace('\\', '/'), file.Label));

    public IEnumerable<Sample> Read()
    {
        foreach (var (file, label, text) in files)
        {
            yield return PictureSample.Read(Path.GetRelativePath(folder, file), file, label, text, applyOrientation, keepsUnreadable);
        }
    }

    public void Dispose()
    {
    }

    private static IEnumerable<string> Pictures(string root)
    {
        var folders = Directory.GetDirectories(root, "*", SearchOption.AllDirectories).Prepend(root).Order(StringComparer.Ordinal);
        return folders.SelectMany(path =>
            Directory.GetFiles(path).Where(file => Extensions.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal));
    }

    private IEnumerable<(string File, int? Label, string? Text)> ReadLabels(string labelsPath)
    {
        using var reader = new StreamReader(InputFile.Open(labelsPath));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var split = line.TrimEnd().LastIndexOfAny([' ', '\t']);
            var name = split > 0 ? line[..split].Trim() : "";
            var path = split > 0 ? PictureSample.Inside(folder, name, $"{labelsPath}, line {number}") : folder;
            if (!File.Exists(path))
            {
                throw new OctavoException(ErrorKind.InvalidData, "A line names no picture of the folder.", $"{labelsPath}, line {number}",
                    "file, blank or tab, label", $"\"{line}\"");
            }

            var label = line[(split + 1)..].Trim();
            var isIndex = int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            yield return (path, isIndex ? index : null, label);
        }
    }
}
