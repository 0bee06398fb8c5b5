using System.Collections.Immutable;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Shapes as protobuf messages carry them.</summary>
internal static class TensorShapes
{
    /// <summary>Negative sizes stand for unknown ones.</summary>
    /// <exception cref="OctavoException">A size does not fit, or there are too many axes.</exception>
    public static Shape ToShape(this TensorShapeProto? message, string where, ReaderLimits limits)
    {
        if (message is null || message.UnknownRank)
        {
            return Shape.Unknown;
        }

        if (message.Dim.Count > limits.MaximumRank)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "A shape has too many axes.", where, $"at most {limits.MaximumRank}",
                $"{message.Dim.Count}");
        }

        var sizes = ImmutableArray.CreateBuilder<int>(message.Dim.Count);
        foreach (var dimension in message.Dim)
        {
            sizes.Add(dimension.Size switch
            {
                < 0 => Shape.UnknownSize,
                <= int.MaxValue => (int)dimension.Size,
                _ => throw new OctavoException(ErrorKind.MalformedModel, "A shape's axis is too long.", where, $"at most {int.MaxValue}",
                    $"{dimension.Size}"),
            });
        }

        return new Shape(sizes.ToArray());
    }

    /// <summary>The bytes that a tensor takes.</summary>
    /// <exception cref="OctavoException">A size is unknown, or the tensor is larger than one tensor can be.</exception>
    public static int ByteCount(ElementType type, Shape shape, string where)
    {
        try
        {
            var bytes = shape.IsKnown
                ? type.SizeInBytes(shape.ElementCount)
                : throw new OctavoException(ErrorKind.MalformedModel, "A stored tensor's shape has unknown sizes.", where, "known sizes",
                    $"{type} {shape}");
            return bytes <= int.MaxValue ? (int)bytes : throw TooLarge(where, bytes);
        }
        catch (OctavoException error) when (error.Kind == ErrorKind.Shape)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "A stored tensor's shape is impossible.", where, "fewer elements",
                $"{type} {shape}");
        }
    }

    /// <summary>Of a tensor that is longer than memory of one piece can be.</summary>
    public static OctavoException TooLarge(string where, long bytes) => new(
        ErrorKind.UnsupportedFeature, "A single tensor takes 2 GiB or more; Octavo holds each in one piece.", where,
        $"at most {int.MaxValue} bytes for one tensor, of any number of tensors",
        $"{bytes} bytes", "Split the variable in the model (several tables, or partitions), or save it as float16.");
}
