using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// TensorProto to tensor. The elements are bytes (not copied), or a repeated field of the type's own in which the last value stands
/// for all that are missing. Source: TensorFlow tensorflow/core/framework/tensor.proto, comments of the fields.
/// </summary>
internal static class TensorDecoder
{
    private const int LeastExpanded = 1 << 16;

    /// <exception cref="OctavoException">The elements do not fit shape and type.</exception>
    public static Tensor Decode(TensorProto message, string where, ReaderLimits limits)
    {
        var type = message.Dtype.ToElementType(where);
        var shape = message.TensorShape.ToShape(where, limits);
        if (type is ElementType.Resource or ElementType.Variant)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "A constant holds resource handles or variants, which have no values.",
                where, found: $"{type} {shape}");
        }

        return type == ElementType.String ? Strings(message, shape, where, limits) : Numbers(message, type, shape, where, limits);
    }

    /// <summary>
    /// Whether the file writes a constant of numbers much shorter than it is, and its elements fit its shape and type; then it can be
    /// decoded when it is wanted.
    /// </summary>
    public static bool IsExpanded(TensorProto message, string where, ReaderLimits limits)
    {
        var type = message.Dtype.ToElementType(where);
        var shape = message.TensorShape.ToShape(where, limits);
        return type.HasFixedSize() && message.TensorContent.Length == 0 && shape.IsKnown
            && TensorShapes.ByteCount(type, shape, where) is var bytes
            && bytes > LeastExpanded && bytes <= limits.MaximumExpandedConstantBytes && message.CalculateSize() < bytes / 2
            && Listed(message, type).Length is var listed && listed <= bytes && listed % Math.Max(type.BitsPerElement() / 8, 1) == 0;
    }

    /// <summary>Packs elements that TensorFlow stores one to a byte, low bits first.</summary>
    public static ReadOnlyMemory<byte> Pack(ElementType type, ReadOnlySpan<byte> elements)
    {
        var bits = type.BitsPerElement();
        var packed = new byte[type.SizeInBytes(elements.Length)];
        for (var index = 0; index < elements.Length; index++)
        {
            var element = elements[index] & ((1 << bits) - 1);
            packed[index * bits / 8] |= (byte)(element << (index * bits % 8));
        }

        return packed;
    }

    private static Tensor Strings(TensorProto message, Shape shape, string where, ReaderLimits limits)
    {
        var count = shape.IsKnown ? shape.ElementCount : -1;
        var values = message.StringVal;
        if (count < 0 || values.Count > count || count > limits.MaximumExpandedConstantBytes / 16)
        {
            throw Mismatch(ElementType.String, shape, where, $"{values.Count} strings");
        }

        var last = values.Count == 0 ? ReadOnlyMemory<byte>.Empty : values[^1].Memory;
        return new Tensor(shape, [.. values.Select(value => value.Memory), .. Enumerable.Repeat(last, (int)count - values.Count)]);
    }

    private static Tensor Numbers(TensorProto message, ElementType type, Shape shape, string where, ReaderLimits limits)
    {
        if (shape.IsKnown && message.TensorContent.Length == 0 && shape.ToArray()
            .Aggregate(1.0, (count, size) => count * size) * type.BitsPerElement() / 8 > limits.MaximumExpandedConstantBytes)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "A constant repeats one value too often.", where,
                $"at most {limits.MaximumExpandedConstantBytes} bytes", $"{type} {shape}");
        }

        var bytes = TensorShapes.ByteCount(type, shape, where);
        if (message.TensorContent.Length != 0)
        {
            var content = message.TensorContent.Memory;
            if (type.BitsPerElement() < 8 && content.Length == shape.ElementCount)
            {
                content = Pack(type, content.Span);
            }

            return content.Length == bytes ? new Tensor(type, shape, content)
                : throw Mismatch(type, shape, where, $"{content.Length} bytes instead of {bytes}");
        }

        return new Tensor(type, shape, Fill(type, shape, bytes, Listed(message, type), where));
    }

    private static byte[] Listed(TensorProto message, ElementType type) => type switch
    {
        ElementType.Float32 => Bytes(message.FloatVal, value => value),
        ElementType.Float64 => Bytes(message.DoubleVal, value => value),
        ElementType.Int64 => Bytes(message.Int64Val, value => value),
        ElementType.UInt64 => Bytes(message.Uint64Val, value => value),
        ElementType.UInt32 => Bytes(message.Uint32Val, value => value),
        ElementType.Int32 => Bytes(message.IntVal, value => value),
        ElementType.Int16 or ElementType.UInt16 => Bytes(message.IntVal, value => (ushort)value),
        ElementType.Float16 or ElementType.BFloat16 => Bytes(message.HalfVal, value => (ushort)value),
        ElementType.Boolean => Bytes(message.BoolVal, value => value ? (byte)1 : (byte)0),
        ElementType.Complex64 => Bytes(message.ScomplexVal, value => value),
        ElementType.Complex128 => Bytes(message.DcomplexVal, value => value),
        _ => Bytes(message.IntVal, value => (byte)value),
    };

    private static byte[] Bytes<TListed, TStored>(IReadOnlyCollection<TListed> values, Func<TListed, TStored> store)
        where TStored : unmanaged =>
        MemoryMarshal.AsBytes<TStored>(values.Select(store).ToArray()).ToArray();

    private static ReadOnlyMemory<byte> Fill(ElementType type, Shape shape, int byteCount, byte[] listed, string where)
    {
        var elementSize = Math.Max(type.BitsPerElement() / 8, 1);
        var elements = checked((int)shape.ElementCount);
        if (listed.Length % elementSize != 0 || listed.Length > (long)elements * elementSize)
        {
            throw Mismatch(type, shape, where, $"{listed.Length / elementSize} listed values");
        }

        if (type.BitsPerElement() < 8)
        {
            var unpacked = new byte[elements];
            listed.CopyTo(unpacked, 0);
            unpacked.AsSpan(listed.Length).Fill(listed.Length == 0 ? (byte)0 : listed[^1]);
            return Pack(type, unpacked);
        }

        var filled = new byte[byteCount];
        listed.CopyTo(filled, 0);
        if (listed.Length != 0)
        {
            var start = listed.Length - elementSize;
            for (var done = listed.Length; done < byteCount;)
            {
                var length = Math.Min(done - start, byteCount - done);
                filled.AsSpan(start, length).CopyTo(filled.AsSpan(done));
                done += length;
            }
        }

        return filled;
    }

    private static OctavoException Mismatch(ElementType type, Shape shape, string where, string found) =>
        new(ErrorKind.MalformedModel, "A constant's elements do not fit its shape and type.", where, $"{type} {shape}", found);
}
