using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Opens data sets by what a path holds: idx files (gzipped or not), an .npz or .npy archive, a folder of pictures (class = folder name, or
/// a labels file), a CSV of paths or texts and labels, a TSV of text and labels, or a folder that holds one of these.
/// </summary>
public static class Dataset
{
    private static readonly string[] TextExtensions = [".tsv", ".txt"];

    /// <exception cref="OctavoException">InputOutput: missing; InvalidData: nothing that is known, or damaged.</exception>
    public static IDatasetReader Open(string path, DatasetOptions? options = null)
    {
        options ??= new DatasetOptions();
        if (options.Limit < 0)
        {
            throw new OctavoException(ErrorKind.Usage, "The limit of samples is negative.", found: $"{options.Limit}");
        }

        var reader = Directory.Exists(path) ? OpenFolder(path, options) : OpenFile(path, options);
        return options.Limit is { } limit ? new LimitedDataset(reader, limit) : reader;
    }

    private static IDatasetReader OpenFolder(string path, DatasetOptions options)
    {
        var files = Directory.GetFiles(path).Order(StringComparer.Ordinal).ToArray();
        if (IdxDataset.FindImages(files, options.Split) is { } images)
        {
            return new IdxDataset(images, options.LabelsPath ?? IdxDataset.FindLabels(images));
        }

        foreach (var extension in (string[])[".npz", ".csv", .. TextExtensions])
        {
            if (files.FirstOrDefault(file => Path.GetFileName(file) == options.Split + extension) is { } split)
            {
                return OpenFile(split, options);
            }
        }

        return new ImageFolderDataset(path, options.LabelsPath, options.ApplyOrientation, options.KeepsUnreadable);
    }

    private static IDatasetReader OpenFile(string path, DatasetOptions options)
    {
        Span<byte> start = stackalloc byte[4];
        using (var stream = InputFile.Open(path))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        if (start.StartsWith("PK"u8) || Path.GetExtension(path) == ".npz")
        {
            return new NpzDataset(path, options.InputKeys, options.LabelKey);
        }

        if (start.StartsWith([(byte)0x1F, (byte)0x8B]) || start.StartsWith([(byte)0, (byte)0]))
        {
            return new IdxDataset(path, options.LabelsPath ?? IdxDataset.FindLabels(path));
        }

        if (Path.GetExtension(path) == ".csv" || (TextExtensions.Contains(Path.GetExtension(path)) && CsvDataset.HasHeader(path)))
        {
            return new CsvDataset(path, options.ApplyOrientation, options.KeepsUnreadable);
        }

        if (TextExtensions.Contains(Path.GetExtension(path)))
        {
            return new TextDataset(path);
        }

        throw new OctavoException(
            ErrorKind.InvalidData, "This is no data set in a known format.", path, "idx, idx.gz, .npz, .csv, .tsv, or a folder of pictures",
            $"first bytes {Convert.ToHexString(start)}");
    }
}
