using System.Text.Json;

namespace Octavo.Evaluation.Tests;

/// <summary>The recorded PNG and JPEG files: pixels as the reference decoders give them, bit for bit, or a typed error.</summary>
public sealed class ImageConformanceTests
{
    [RecordedFact]
    public void Recorded_pictures_are_decoded_or_refused_as_recorded()
    {
        var folder = SharedFolder.Of("conformance", "_images");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var failures = new List<string>();
        var counts = new SortedDictionary<string, (int Passed, int All)>();
        foreach (var entry in manifest.RootElement.EnumerateArray()
            .Where(entry => entry.GetProperty("format").GetString() is "png" or "jpg" or "jpeg" or "any"))
        {
            var file = entry.GetProperty("file").GetString()!;
            var failure = Check(folder, file, entry);
            var group = Path.GetDirectoryName(file)!;
            var (passed, all) = counts.GetValueOrDefault(group);
            counts[group] = (passed + (failure is null ? 1 : 0), all + 1);
            if (failure is not null)
            {
                failures.Add($"{file}: {failure}");
            }
        }

        Console.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key} {count.Value.Passed}/{count.Value.All}")));
        Assert.True(failures.Count == 0, $"{failures.Count} failures:\n{string.Join('\n', failures)}");
        Assert.True(counts.Count >= 4);
    }

    private static string? Check(string folder, string file, JsonElement entry)
    {
        var expect = entry.GetProperty("expect").GetString();
        try
        {
            var pixels = ImageFile.Read(Path.Combine(folder, file));
            if (expect == "error")
            {
                return "was decoded, but must be refused";
            }

            using var arrays = NpzFile.Open(Path.Combine(folder, entry.GetProperty("arrays").GetString()!));
            var difference = Compare(pixels, arrays.Read($"{file}/pixels"));
            if (difference is null && arrays.Contains($"{file}/oriented"))
            {
                difference = Compare(ImageFile.Read(Path.Combine(folder, file), applyOrientation: true), arrays.Read($"{file}/oriented"));
            }

            return difference;
        }
        catch (OctavoException error)
        {
            return error.Kind is not (ErrorKind.InvalidData or ErrorKind.UnsupportedFeature) ? $"kind {error.Kind}" : expect == "exact"
                ? error.Message : null;
        }
    }

    private static string? Compare(Tensor found, Tensor expected)
    {
        if (found.Shape != expected.Shape || found.ElementType != expected.ElementType)
        {
            return $"{found}, expected {expected}";
        }

        var left = found.Bytes.Span;
        var right = expected.Bytes.Span;
        var different = 0;
        var largest = 0;
        for (var index = 0; index < left.Length; index++)
        {
            different += left[index] == right[index] ? 0 : 1;
            largest = Math.Max(largest, Math.Abs(left[index] - right[index]));
        }

        return different == 0 ? null : $"{different} of {left.Length} bytes differ, by up to {largest}";
    }
}
