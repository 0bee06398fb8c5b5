using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf;
using Octavo.TensorFlow.Messages;

namespace Octavo.TensorFlow;

/// <summary>Defaults of attributes, from the JSON of <see cref="AttributeSignature"/> to the message that a file would hold.</summary>
internal static class AttributeDefaults
{
    private static readonly ConcurrentDictionary<(string Type, string Json), AttrValue> Parsed = new();

    public static AttrValue? Of(OperationSignature? operation, string attribute)
    {
        var signature = operation?.Attributes.FirstOrDefault(candidate => candidate.Name == attribute);
        return signature?.Default is null ? null : Parsed.GetOrAdd((signature.Type, signature.Default), key => Parse(key.Type, key.Json));
    }

    private static AttrValue Parse(string type, string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!type.StartsWith("list(", StringComparison.Ordinal))
        {
            return Single(type, document.RootElement);
        }

        var list = new AttrValue.Types.ListValue();
        foreach (var element in document.RootElement.EnumerateArray())
        {
            Add(list, Single(type[5..^1], element));
        }

        return new AttrValue { List = list };
    }

    private static AttrValue Single(string type, JsonElement value) => type switch
    {
        "int" => new AttrValue { I = value.GetInt64() },
        "float" => new AttrValue { F = Float(value) },
        "bool" => new AttrValue { B = value.GetBoolean() },
        "type" => new AttrValue { Type = TensorFlowTypes.Parse(value.GetString()!) },
        "shape" => new AttrValue { Shape = Shape(value) },
        _ => new AttrValue { S = ByteString.CopyFromUtf8(value.GetString()!) },
    };

    private static float Float(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? float.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : value.GetSingle();

    private static TensorShapeProto Shape(JsonElement value)
    {
        var shape = new TensorShapeProto { UnknownRank = value.ValueKind == JsonValueKind.String };
        if (!shape.UnknownRank)
        {
            shape.Dim.AddRange(value.EnumerateArray().Select(size => new TensorShapeProto.Types.Dim { Size = size.GetInt64() }));
        }

        return shape;
    }

    private static void Add(AttrValue.Types.ListValue list, AttrValue value)
    {
        switch (value.ValueCase)
        {
            case AttrValue.ValueOneofCase.I: list.I.Add(value.I); break;
            case AttrValue.ValueOneofCase.F: list.F.Add(value.F); break;
            case AttrValue.ValueOneofCase.B: list.B.Add(value.B); break;
            case AttrValue.ValueOneofCase.Type: list.Type.Add(value.Type); break;
            case AttrValue.ValueOneofCase.Shape: list.Shape.Add(value.Shape); break;
            default: list.S.Add(value.S); break;
        }
    }
}
