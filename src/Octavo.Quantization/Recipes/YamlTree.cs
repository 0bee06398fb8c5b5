using System.Globalization;
using System.Text.Json.Nodes;
using Octavo.Tensors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Octavo.Quantization;

/// <summary>
/// Reads YAML as the JSON that it stands for: mappings, sequences and scalars. Anchors and aliases, which can blow a small file up, are
/// refused.
/// </summary>
internal static class YamlTree
{
    private const int Deepest = 16;

    /// <summary>Events of stream and document, which no character of the text stands for.</summary>
    private const int Surroundings = 16;

    /// <exception cref="OctavoException">Recipe: it is no such YAML.</exception>
    public static JsonNode? Read(string text, string where)
    {
        var events = new Queue<ParsingEvent>(Events(text, where).Where(part => part is not (StreamStart or DocumentStart or Comment)));
        return events.Count == 0 || events.Peek() is StreamEnd or DocumentEnd ? null : ReadNode(events, where, 0);
    }

    /// <summary>
    /// What the text consists of. The library meets some damaged texts with exceptions of programming mistakes (and one for the text's
    /// end), which here mean the same.
    /// </summary>
    private static List<ParsingEvent> Events(string text, string where)
    {
        var events = new List<ParsingEvent>();
        try
        {
            var parser = new Parser(new StringReader(text));
            while (parser.MoveNext() && events.Count <= text.Length + Surroundings)
            {
                events.Add(parser.Current!);
            }

            return events;
        }
        catch (YamlException failure)
        {
            throw NoYaml($"{where}, line {failure.Start.Line}", failure);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw NoYaml(where, failure);
        }
    }

    private static OctavoException NoYaml(string where, Exception failure) =>
        new(ErrorKind.Recipe, "The recipe is neither JSON nor YAML.", where, found: failure.Message, inner: failure);

    private static JsonNode? ReadNode(Queue<ParsingEvent> events, string where, int depth)
    {
        if (depth > Deepest)
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe is nested too deeply.", where, $"at most {Deepest} levels");
        }

        events.TryDequeue(out var part);
        return part switch
        {
            Scalar scalar => scalar.IsPlainImplicit ? Plain(scalar.Value) : JsonValue.Create(scalar.Value),
            SequenceStart => ReadSequence(events, where, depth),
            MappingStart => ReadMapping(events, where, depth),
            AnchorAlias =>
                throw new OctavoException(ErrorKind.Recipe, "Recipes have no anchors and aliases.", $"{where}, line {part.Start.Line}",
                    "a mapping, a list or a value"),
            _ => throw new OctavoException(ErrorKind.Recipe, "The recipe ends within a list or a mapping.", where,
                "a mapping, a list or a value"),
        };
    }

    private static JsonArray ReadSequence(Queue<ParsingEvent> events, string where, int depth)
    {
        var items = new JsonArray();
        while (!TryTake<SequenceEnd>(events))
        {
            items.Add(ReadNode(events, where, depth + 1));
        }

        return items;
    }

    private static JsonObject ReadMapping(Queue<ParsingEvent> events, string where, int depth)
    {
        var members = new JsonObject();
        while (!TryTake<MappingEnd>(events))
        {
            if (!events.TryDequeue(out var part) || part is not Scalar { Value: var key })
            {
                throw new OctavoException(ErrorKind.Recipe, "A key of the recipe is no word.",
                    part is null ? where : $"{where}, line {part.Start.Line}", "a word and a colon");
            }

            var value = ReadNode(events, where, depth + 1);
            if (!members.TryAdd(key, value))
            {
                throw new OctavoException(ErrorKind.Recipe, $"Key '{key}' stands twice.", where);
            }
        }

        return members;
    }

    private static bool TryTake<T>(Queue<ParsingEvent> events)
        where T : ParsingEvent
    {
        if (!events.TryPeek(out var part) || part is not T)
        {
            return false;
        }

        events.Dequeue();
        return true;
    }

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
