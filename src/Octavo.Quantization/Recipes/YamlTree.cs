using System.Globalization;
using System.Text.Json.Nodes;
using Octavo.Tensors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Octavo.Quantization;

/// <summary>Reads YAML as the JSON that it stands for: mappings, sequences and scalars. Anchors and aliases, which can blow a small file up, are refused.</summary>
internal static class YamlTree
{
    private const int Deepest = 16;

    /// <exception cref="OctavoException">Recipe: it is no such YAML.</exception>
    public static JsonNode? Read(string text, string where)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            return ReadNode(parser, where, 0);
        }
        catch (YamlException failure)
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe is neither JSON nor YAML.", $"{where}, line {failure.Start.Line}", found: failure.Message, inner: failure);
        }
    }

    private static JsonNode? ReadNode(IParser parser, string where, int depth)
    {
        if (depth > Deepest)
        {
            throw new OctavoException(ErrorKind.Recipe, "The recipe is nested too deeply.", where, $"at most {Deepest} levels");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar.IsPlainImplicit ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, where, depth + 1));
            }

            return items;
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            throw new OctavoException(ErrorKind.Recipe, "Recipes have no anchors and aliases.", $"{where}, line {parser.Current?.Start.Line}", "a mapping, a list or a value");
        }

        var members = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            if (!members.TryAdd(key, ReadNode(parser, where, depth + 1)))
            {
                throw new OctavoException(ErrorKind.Recipe, $"Key '{key}' stands twice.", where);
            }
        }

        return members;
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
