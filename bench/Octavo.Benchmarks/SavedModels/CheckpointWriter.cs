using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using Octavo.TensorFlow.Messages;

namespace Octavo.Benchmarks;

/// <summary>
/// Writes a tensor bundle in one pass, a megabyte at a time: data files with the tensors one after the other, then the index, a sorted
/// table of one block. Source: LevelDB doc/table_format.md; TensorFlow core/protobuf/tensor_bundle.proto.
/// </summary>
internal static class CheckpointWriter
{
    private const int ChunkFloats = 1 << 18;
    private const ulong Magic = 0xdb4775248b80fb57;

    /// <param name="prefix">Path of the files, but for their endings.</param>
    /// <param name="weights">Sorted by name; spread over the data files two by two.</param>
    public static void Write(string prefix, IReadOnlyList<ModelWeights> weights, int shardCount)
    {
        var shards = Enumerable.Range(0, shardCount).Select(shard => File.Create($"{prefix}.data-{shard:D5}-of-{shardCount:D5}")).ToArray();
        try
        {
            var header = new BundleHeaderProto { NumShards = shardCount, Version = new VersionDef { Producer = 1 } };
            var entries = new List<(byte[] Key, byte[] Value)> { ([], header.ToByteArray()) };
            for (var index = 0; index < weights.Count; index++)
            {
                // A bias and its matrix go to one file.
                var shard = index / 2 % shardCount;
                var entry = Store(weights[index], shards[shard], seed: index);
                entry.ShardId = shard;
                entries.Add((Encoding.UTF8.GetBytes(weights[index].Name), entry.ToByteArray()));
            }

            WriteIndex(prefix + ".index", entries);
        }
        finally
        {
            Array.ForEach(shards, shard => shard.Dispose());
        }
    }

    private static BundleEntryProto Store(ModelWeights weights, FileStream file, int seed)
    {
        var entry = new BundleEntryProto { Dtype = DataType.DtFloat, Shape = Message(weights.Shape), Offset = file.Position,
            Size = weights.SizeInBytes };
        var checksum = new Crc32C();
        var chunk = new float[Math.Min(ChunkFloats, weights.Count)];
        var state = (uint)seed;
        for (long done = 0; done < weights.Count;)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, weights.Count - done));
            foreach (ref var value in part)
            {
                state = (state * 1664525) + 1013904223;
                value = ((int)state >> 8) * (weights.Limit / (1 << 23));
            }

            var bytes = MemoryMarshal.AsBytes(part);
            checksum.Add(bytes);
            file.Write(bytes);
            done += part.Length;
        }

        entry.Crc32C = checksum.Masked;
        return entry;
    }

    public static TensorShapeProto Message(IEnumerable<int> shape)
    {
        var message = new TensorShapeProto();
        message.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return message;
    }

    private static void WriteIndex(string path, IEnumerable<(byte[] Key, byte[] Value)> entries)
    {
        using var file = new MemoryStream();
        var data = AppendBlock(file, entries);
        var meta = AppendBlock(file, []);
        var index = AppendBlock(file, [([255, 255], data)]);
        var footer = new byte[48];
        meta.CopyTo(footer, 0);
        index.CopyTo(footer, meta.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(footer.AsSpan(40), Magic);
        file.Write(footer);
        File.WriteAllBytes(path, file.ToArray());
    }

    /// <summary>
    /// Entries with whole keys, the one restart point, no compression, the checksum. Gives the block's offset and length.
    /// </summary>
    private static byte[] AppendBlock(MemoryStream file, IEnumerable<(byte[] Key, byte[] Value)> entries)
    {
        using var block = new MemoryStream();
        foreach (var (key, value) in entries)
        {
            WriteVarint(block, 0);
            WriteVarint(block, (ulong)key.Length);
            WriteVarint(block, (ulong)value.Length);
            block.Write(key);
            block.Write(value);
        }

        block.Write([0, 0, 0, 0, 1, 0, 0, 0]);
        using var handle = new MemoryStream();
        WriteVarint(handle, (ulong)file.Position);
        WriteVarint(handle, (ulong)block.Length);
        block.WriteByte(0);
        var checksum = new Crc32C();
        checksum.Add(block.ToArray());
        Span<byte> masked = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(masked, checksum.Masked);
        block.Write(masked);
        block.WriteTo(file);
        return handle.ToArray();
    }

    private static void WriteVarint(Stream stream, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
