using System.IO.Compression;

namespace Octavo.Fuzzing;

/// <summary>Changes an entry of a zip archive, its name or its content, and writes the archive with right checksums.</summary>
internal sealed class ZipMutator(IMutator content) : IMutator
{
    private static readonly string[] Names =
        ["call0/input/0", "call1/input/0", "call2147483647/input/0", "call2147483646/input/x", "call5/input/1", "input/0", "input/1", "y",
            "x", "label", "labels", "", "../x", "a/../../b"];

    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        List<(string Name, byte[] Content)> entries;
        try
        {
            entries = Entries(bytes);
            if (random.Chance(20))
            {
                entries.AddRange(Entries(donor).Take(1 + random.Below(3)));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return null;
        }

        if (entries.Count == 0)
        {
            return null;
        }

        var at = random.Below(entries.Count);
        switch (random.Below(8))
        {
            case 0:
                entries.RemoveAt(at);
                break;
            case 1:
                entries.Add(entries[at]);
                break;
            case 2:
                entries[at] = (random.Of(Names) + ".npy", entries[at].Content);
                break;
            case 3:
                entries[at] = (entries[at].Name, random.Of(entries).Content);
                break;
            default:
                if (content.Apply(entries[at].Content, random.Of(entries).Content, random) is { } changed)
                {
                    entries[at] = (entries[at].Name, changed);
                }

                break;
        }

        return Write(entries, random.Chance(50) ? CompressionLevel.Fastest : CompressionLevel.NoCompression);
    }

    private static List<(string Name, byte[] Content)> Entries(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        return [.. archive.Entries.Take(12).Select(entry =>
        {
            using var stream = entry.Open();
            var start = new byte[Math.Min(entry.Length, 1 << 20)];
            return (entry.FullName, start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        })];
    }

    private static byte[] Write(List<(string Name, byte[] Content)> entries, CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = archive.CreateEntry(name.Length == 0 ? "empty" : name, level);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var target = entry.Open();
                target.Write(bytes);
            }
        }

        return stream.ToArray();
    }
}
