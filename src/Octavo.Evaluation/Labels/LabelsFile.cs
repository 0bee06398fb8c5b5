using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Reads the names of classes: text with one a line (the last lines may be empty), or JSON.</summary>
internal static class LabelsFile
{
    private const int LongestFile = 1 << 26;
    private const int MostClasses = 1 << 20;

    /// <summary>A letter and eight digits.</summary>
    private const int SynsetLength = 9;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ClassLabels Read(string path)
    {
        using var stream = InputFile.Open(path);
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        try
        {
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                content.Write(buffer.AsSpan(0, count));
                if (content.Length > LongestFile)
                {
                    throw new OctavoException(
                        ErrorKind.InvalidData, "The file is longer than any list of labels.", path, $"at most {LongestFile} bytes");
                }
            }
        }
        catch (IOException failure)
        {
            throw InputFile.Failure(path, failure);
        }

        return Parse(content.GetBuffer().AsSpan(0, (int)content.Length), path);
    }

    /// <param name="content">UTF-8.</param>
    /// <param name="source">Names the labels in errors; its ending <c>.json</c> says that they must be JSON.</param>
    public static ClassLabels Parse(ReadOnlySpan<byte> content, string source)
    {
        string text;
        try
        {
            text = StrictUtf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException failure)
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The labels are no UTF-8 text.", source, "one name a line, or JSON", inner: failure);
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new OctavoException(
                ErrorKind.InvalidData, "The labels are no text.", source, "one name a line, or JSON", "a NUL character");
        }

        var isJson = Path.GetExtension(source).Equals(".json", StringComparison.OrdinalIgnoreCase);
        var names = isJson || text.AsSpan().TrimStart() is ['[' or '{', ..] ? Json(text, source, isJson) ?? Lines(text) : Lines(text);
        return names.IsEmpty ? throw new OctavoException(ErrorKind.InvalidData, "There are no labels.", source, "one name a line, or JSON")
            : new ClassLabels(names, source);
    }

    /// <summary>
    /// Lines that all begin with their own number, counted from 0, or with the number of a WordNet synset (<c>n01440764 tench</c>), are
    /// known by each of their parts as well.
    /// </summary>
    private static ImmutableArray<ImmutableArray<string>> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        var numbered = lines.Select(WithoutNumber).ToList();
        if (lines.Count > 1 && numbered.TrueForAll(name => name is not null))
        {
            return [.. lines.Select((line, index) => ImmutableArray.Create(numbered[index]!, line))];
        }

        return lines.Count > 1 && lines.TrueForAll(BeginsWithSynset)
            ? [.. lines.Select(line => ImmutableArray.Create(line[SynsetLength..].Trim(), line[..SynsetLength], line))]
            : [.. lines.Select(line => line.Length == 0 ? [] : ImmutableArray.Create(line))];
    }

    private static bool BeginsWithSynset(string line) =>
        line.Length > SynsetLength + 1 && line[0] == 'n' && (line[SynsetLength] is ' ' or '\t')
        && line.AsSpan(1, SynsetLength - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static string? WithoutNumber(string line, int index)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        if (!line.StartsWith(number, StringComparison.Ordinal) || line.Length == number.Length
            || line[number.Length] is not (' ' or '\t' or ':' or ','))
        {
            return null;
        }

        var name = line[number.Length..].TrimStart(' ', '\t', ':', ',');
        return name.Length == 0 ? null : name;
    }

    /// <summary>Null where the text is no JSON and need not be.</summary>
    private static ImmutableArray<ImmutableArray<string>>? Json(string text, string source, bool isRequired)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(
                text, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException failure)
        {
            return !isRequired ? null : throw new OctavoException(
                ErrorKind.InvalidData, "The labels are no JSON.", source, found: failure.Message.TrimEnd('.'), inner: failure);
        }

        using (document)
        {
            try
            {
                return Json(document.RootElement, source);
            }
            catch (Exception failure) when (JsonTexts.IsHalfCharacter(failure))
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, "A label holds half of a character.", source, found: failure.Message.TrimEnd('.'),
                    inner: failure);
            }
        }
    }

    private static ImmutableArray<ImmutableArray<string>> Json(JsonElement root, string source) => root.ValueKind switch
    {
        JsonValueKind.Array => [.. root.EnumerateArray().Select(item => NamesOf(item, source))],
        JsonValueKind.Object => ByIndex([.. root.EnumerateObject().Select(member => Entry(member, source))], source),
        _ => throw Wrong(source, root),
    };

    private static (int Index, ImmutableArray<string> Names) Entry(JsonProperty member, string source)
    {
        if (member.Value.ValueKind == JsonValueKind.Number)
        {
            return member.Value.TryGetInt32(out var index) && index is >= 0 and < MostClasses
                ? (index, [member.Name])
                : throw new OctavoException(
                    ErrorKind.InvalidData, $"The index of '{member.Name}' is none.", source, $"0 to {MostClasses - 1}",
                    member.Value.GetRawText());
        }

        return int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostClasses
            ? (number, NamesOf(member.Value, source))
            : throw new OctavoException(
                ErrorKind.InvalidData, "A member of the labels is neither an index with a name nor a name with an index.", source,
                "\"0\": \"name\" or \"name\": 0", $"\"{member.Name}\"");
    }

    private static ImmutableArray<ImmutableArray<string>> ByIndex(List<(int Index, ImmutableArray<string> Names)> entries, string source)
    {
        var names = new ImmutableArray<string>[entries.Count == 0 ? 0 : entries.Max(entry => entry.Index) + 1];
        foreach (var entry in entries)
        {
            names[entry.Index] = names[entry.Index].IsDefault ? entry.Names : throw new OctavoException(
                ErrorKind.InvalidData, $"Index {entry.Index} stands twice in the labels.", source, "one name each",
                    $"'{string.Join("', '", names[entry.Index].Concat(entry.Names))}'");
        }

        return [.. names.Select(own => own.IsDefault ? [] : own)];
    }

    /// <summary>Of several names the last is the one to print: lists of ImageNet's classes give the synset first.</summary>
    private static ImmutableArray<string> NamesOf(JsonElement value, string source) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } name ? [name] : [],
        JsonValueKind.Array =>
        [.. value.EnumerateArray().Select(
        item => item.ValueKind == JsonValueKind.String ? item.GetString()!.Trim() : throw Wrong(source, item)).Where(
        name => name.Length > 0).Reverse()],
        _ => throw Wrong(source, value),
    };

    private static OctavoException Wrong(string source, JsonElement value)
    {
        var text = value.GetRawText();
        return new OctavoException(
            ErrorKind.InvalidData, "The labels hold something that is no name.", source, "texts", text.Length > 80 ? $"{text[..80]}..."
            : text);
    }
}
