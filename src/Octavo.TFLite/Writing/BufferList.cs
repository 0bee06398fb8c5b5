using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>
/// The buffers of a file that is written: the empty one that tensors without elements known before name, then constants by first mention,
/// each stored once, then the bytes of metadata.
/// </summary>
/// <param name="reader">Computes the constants, now and while the file is written.</param>
/// <param name="largestCompared">Constants of up to this many bytes are the same when type and bytes are.</param>
internal sealed class BufferList(ConstantReader reader, int largestCompared)
{
    /// <summary>Bytes of a buffer start at multiples of this in the file (<c>force_align</c> of the schema).</summary>
    public const int Alignment = 16;

    private readonly Dictionary<(Constant, SparsityParametersTable?), uint> byConstant = [];
    private readonly Dictionary<(ConstantMemory Memory, ElementType Type), uint> byMemory = [];
    private readonly Dictionary<(ElementType Type, long Length, string Origin), (Constant Constant, uint Index)> byOrigin = [];
    private readonly Dictionary<(ElementType Type, long Length, UInt128 Start, UInt128 End), uint> byBytes = [];
    private int written;

    public List<BufferTable> Tables { get; } = [new BufferTable()];

    /// <summary>The buffers that hold constants, which may move behind the FlatBuffer.</summary>
    public List<(BufferTable Table, StreamedBytes Content)> Contents { get; } = [];

    public static long AlignedLength(long length) => (length + Alignment - 1) & -Alignment;

    /// <returns>The index of the buffer.</returns>
    public uint Add(Constant constant, string where)
    {
        RequireWritable(constant, where);
        if (byConstant.TryGetValue((constant, null), out var index))
        {
            return index;
        }

        index = constant.ElementType == ElementType.String ? AddStrings(constant) : AddElements(constant);
        byConstant.Add((constant, null), index);
        return index;
    }

    /// <summary>The elements that a sparse constant stores.</summary>
    /// <param name="storedLength">Bytes that they take.</param>
    public uint AddSparse(Constant constant, SparsityParametersTable sparsity, long storedLength, string where)
    {
        if (!byConstant.TryGetValue((constant, sparsity), out var index))
        {
            index = AddContent(new StreamedBytes(
                storedLength, stream => stream.Write(SparseExpansion.ToStored(sparsity, reader.Evaluate(constant), where)!)));
            byConstant.Add((constant, sparsity), index);
        }

        return index;
    }

    /// <summary>Bytes that stay in the FlatBuffer.</summary>
    public uint AddMetadata(ReadOnlyMemory<byte> bytes)
    {
        Tables.Add(new BufferTable { Data = bytes.IsEmpty ? null : bytes });
        return (uint)Tables.Count - 1;
    }

    private static void RequireWritable(Constant constant, string where)
    {
        if (!constant.ElementType.HasFixedSize() && constant.ElementType != ElementType.String)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"a constant of {constant.ElementType} has no bytes to write", where,
                "numbers, truth values or strings");
        }

        if (constant.ElementType != ElementType.String && constant.SizeInBytes > Array.MaxLength)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "a constant is too large for a tensor", where, $"{Array.MaxLength} bytes at most",
                $"{constant.SizeInBytes}");
        }
    }

    private uint AddStrings(Constant constant)
    {
        var bytes = StringTensors.ToBytes(reader.Evaluate(constant));
        return bytes.Length <= largestCompared
            ? AddCompared(constant, bytes, new StreamedBytes(bytes.Length, stream => stream.Write(bytes)))
            : AddContent(new StreamedBytes(bytes.Length, stream => stream.Write(StringTensors.ToBytes(reader.Evaluate(constant)))));
    }

    private uint AddElements(Constant constant)
    {
        var content = new StreamedBytes(constant.SizeInBytes, stream =>
        {
            WorkWatch.Observe("writing", written++, Contents.Count);
            stream.Write(reader.Evaluate(constant).Bytes.Span);
        });
        if (constant.SizeInBytes <= largestCompared)
        {
            return AddCompared(constant, reader.Evaluate(constant).Bytes.Span, content);
        }

        var memory = ConstantMemory.Of(constant);
        if (memory is { } place && byMemory.TryGetValue((place, constant.ElementType), out var index))
        {
            return index;
        }

        index = FindEqual(constant) ?? AddContent(content);
        if (memory is { } held)
        {
            byMemory.Add((held, constant.ElementType), index);
        }

        if (constant.Origin.Length != 0)
        {
            byOrigin.TryAdd((constant.ElementType, constant.SizeInBytes, constant.Origin), (constant, index));
        }

        return index;
    }

    /// <summary>
    /// A large constant that was made as this one was (in two signatures that share a variable, say), if its elements are the same.
    /// </summary>
    private uint? FindEqual(Constant constant)
    {
        if (constant.Origin.Length == 0
            || !byOrigin.TryGetValue((constant.ElementType, constant.SizeInBytes, constant.Origin), out var earlier))
        {
            return null;
        }

        var own = SHA256.HashData(reader.Evaluate(constant).Bytes.Span);
        return SHA256.HashData(reader.Evaluate(earlier.Constant).Bytes.Span).AsSpan().SequenceEqual(own) ? earlier.Index : null;
    }

    private uint AddCompared(Constant constant, ReadOnlySpan<byte> bytes, StreamedBytes content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        var halves = MemoryMarshal.Cast<byte, UInt128>(hash);
        var key = (constant.ElementType, (long)bytes.Length, halves[0], halves[1]);
        if (!byBytes.TryGetValue(key, out var index))
        {
            index = AddContent(content);
            byBytes.Add(key, index);
        }

        return index;
    }

    private uint AddContent(StreamedBytes content)
    {
        Contents.Add((new BufferTable(), content));
        Tables.Add(Contents[^1].Table);
        return (uint)Tables.Count - 1;
    }
}
