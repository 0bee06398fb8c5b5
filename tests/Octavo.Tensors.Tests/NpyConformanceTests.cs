using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Octavo.Tensors.Tests;

/// <summary>The recorded .npy and .npz files: content as NumPy gives it, or a typed error.</summary>
public sealed class NpyConformanceTests
{
    private static readonly string[] Arrays = ["npy", "npz"];

    [RecordedFact]
    public void Recorded_arrays_are_read_or_refused_as_recorded()
    {
        var folder = SharedFolder.Of("conformance", "_datasets");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var failures = new List<string>();
        var count = 0;
        foreach (var entry in manifest.RootElement.EnumerateArray()
            .Where(entry => Arrays.Contains(entry.GetProperty("format").GetString())))
        {
            count++;
            var failure = Check(folder, entry);
            if (failure is not null)
            {
                failures.Add($"{entry.GetProperty("file").GetString()}: {failure}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n{string.Join('\n', failures)}");
        Assert.True(count > 80);
    }

    private static string? Check(string folder, JsonElement entry)
    {
        var file = Path.Combine(folder, entry.GetProperty("file").GetString()!);
        var expect = entry.GetProperty("expect").GetString();
        try
        {
            if (expect == "error")
            {
                _ = ReadAll(file).Count;
                return "was read, but must be refused";
            }

            if (!entry.TryGetProperty("expected", out var recorded))
            {
                return ReadAll(file).Count == 1 ? null : "one empty array expected";
            }

            using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, recorded.GetString()!)));
            var content = expected.RootElement.TryGetProperty(Path.GetFileName(file), out var found) ? found : default;
            return Compare(ReadAll(file), file.EndsWith(".npz", StringComparison.Ordinal), content);
        }
        catch (OctavoException error)
        {
            return error.Kind != ErrorKind.InvalidData ? $"wrong kind {error.Kind}" : expect == "exact" ? error.Message : null;
        }
    }

    private static Dictionary<string, Tensor> ReadAll(string file)
    {
        if (file.EndsWith(".npy", StringComparison.Ordinal))
        {
            return new() { [""] = NpyFile.Read(file) };
        }

        using var archive = NpzFile.Open(file);
        return archive.Names.ToDictionary(name => name, archive.Read);
    }

    private static string? Compare(Dictionary<string, Tensor> arrays, bool isArchive, JsonElement expected)
    {
        if (!isArchive)
        {
            return Compare(arrays[""], expected);
        }

        var names = expected.EnumerateObject()
            .Where(array => array.Value.ValueKind == JsonValueKind.Object && array.Value.TryGetProperty("dtype", out _)).ToList();
        if (names.Count != arrays.Count)
        {
            return $"{arrays.Count} arrays, expected {names.Count}";
        }

        return names.Select(array => arrays.TryGetValue(array.Name, out var found) ? Compare(found, array.Value) : $"no {array.Name}")
            .FirstOrDefault(text => text is not null);
    }

    private static string? Compare(Tensor tensor, JsonElement expected)
    {
        var shape = new Shape(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray());
        if (tensor.Shape != shape)
        {
            return $"shape {tensor.Shape}, expected {shape}";
        }

        if (expected.TryGetProperty("text", out var text))
        {
            return tensor.Strings.Select(item => Encoding.UTF8.GetString(item.Span))
                .SequenceEqual(text.EnumerateArray().Select(item => item.GetString())) ? null : "other text";
        }

        if (!expected.TryGetProperty("data_le_hex", out var hex))
        {
            return null;
        }

        if (expected.TryGetProperty("sum", out var sum))
        {
            return tensor.Values<byte>().ToArray().Sum(value => (long)value) == sum.GetInt64() ? null : "another sum";
        }

        if (tensor.ElementType != ElementType.String)
        {
            return Convert.ToHexStringLower(tensor.Bytes.Span) == hex.GetString() ? null : "other bytes";
        }

        var size = int.Parse(expected.GetProperty("dtype").GetString()!.AsSpan(1), CultureInfo.InvariantCulture);
        var filled = string.Concat(tensor.Strings.Select(item => Convert.ToHexStringLower(item.Span).PadRight(2 * size, '0')));
        return filled == hex.GetString() ? null : "other strings";
    }
}
