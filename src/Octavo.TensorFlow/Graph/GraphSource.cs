using System.Collections.Immutable;
using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What all graphs of one file share.</summary>
internal sealed record GraphSource(string File, FunctionLibrary Library, VariableTable Variables, ReaderLimits Limits)
{
    /// <summary>What is to be said of how the file was read.</summary>
    public ReadingNotes Notes { get; init; } = new();

    /// <summary>How many graphs of loops and branches were read.</summary>
    public BodyCount Bodies { get; } = new();

    /// <summary>A node that gives a constant which the file does not have.</summary>
    public TensorFlowNode Constant(string name, string sourceName, Tensor tensor, ImmutableArray<string> controlInputs)
    {
        var type = tensor.ElementType.ToDataType();
        var shape = Message(tensor.Shape);
        var values = new Dictionary<string, AttrValue>(StringComparer.Ordinal)
        {
            ["dtype"] = new() { Type = type },
            ["value"] =
                new() { Tensor = new TensorProto { Dtype = type, TensorShape = shape,
                    TensorContent = ByteString.CopyFrom(tensor.Bytes.Span) } },
        };
        var attributes = new NodeAttributes(values, OperationSignatures.Find("Const"), $"{File}, node '{name}'", Limits);
        return new TensorFlowNode(name, sourceName, "Const", [], controlInputs, attributes, 1);
    }

    /// <summary>A node that stands for an input, with the type and shape that are known of it.</summary>
    public TensorFlowNode Placeholder(string name, ElementType? type, Shape shape)
    {
        var values = new Dictionary<string, AttrValue>(StringComparer.Ordinal) { ["shape"] = new() { Shape = Message(shape) } };
        if (type is not null)
        {
            values["dtype"] = new AttrValue { Type = type.Value.ToDataType() };
        }

        var attributes = new NodeAttributes(values, OperationSignatures.Find("Placeholder"), $"{File}, input '{name}'", Limits);
        return new TensorFlowNode(name, name, "Placeholder", [], [], attributes, 1);
    }

    private static TensorShapeProto Message(Shape shape)
    {
        var message = new TensorShapeProto { UnknownRank = !shape.HasRank };
        if (shape.HasRank)
        {
            foreach (var size in shape.Sizes)
            {
                message.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
            }
        }

        return message;
    }
}
