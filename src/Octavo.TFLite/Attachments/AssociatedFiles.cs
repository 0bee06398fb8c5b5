using System.IO.Compression;
using System.Runtime.InteropServices;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>The files that travel behind a model (<see cref="Model.Archive"/>): labels, vocabularies.</summary>
internal static class AssociatedFiles
{
    /// <summary>Bytes of a file that is read; archives can claim a thousand times what they hold.</summary>
    public const long LongestFile = 256L << 20;

    /// <summary>In the order of the archive; empty where there is none.</summary>
    /// <exception cref="OctavoException">The archive is damaged (kind InvalidData).</exception>
    public static IReadOnlyList<AssociatedFile> Of(Model model) =>
        model.Archive.IsEmpty ? []
        : Read<IReadOnlyList<AssociatedFile>>(model,
            archive => [.. archive.Entries.Select(entry => new AssociatedFile(entry.FullName, entry.Length))]);

    /// <exception cref="OctavoException">
    /// There is no such file (kind InvalidData), it is longer than <see cref="LongestFile"/>, or the archive is damaged.
    /// </exception>
    public static byte[] Read(Model model, string name) => Read(model, archive =>
    {
        var entry = archive.GetEntry(name) ?? throw new OctavoException(
            ErrorKind.InvalidData, "No such file travels with the model.", name,
            string.Join(", ", archive.Entries.Take(8).Select(other => other.FullName)));
        if (entry.Length > LongestFile)
        {
            throw new OctavoException(ErrorKind.LimitReached, "A file behind the model is too long.", name, $"{LongestFile} bytes at most",
                $"{entry.Length}");
        }

        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    });

    private static T Read<T>(Model model, Func<ZipArchive, T> read)
    {
        try
        {
            if (!MemoryMarshal.TryGetArray(model.Archive, out var bytes))
            {
                bytes = model.Archive.ToArray();
            }

            using var archive =
                new ZipArchive(new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false), ZipArchiveMode.Read);
            return read(archive);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new OctavoException(ErrorKind.InvalidData, "The zip archive behind the model cannot be read.", null,
                "files that are stored or deflated", failure.Message, inner: failure);
        }
    }
}
