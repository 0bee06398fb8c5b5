using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using IronSnappy;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>Writes checkpoints, with properties that TensorFlow's own small models don't have.</summary>
internal sealed class BundleWriter(int shardCount = 1)
{
    private readonly SortedDictionary<string, (byte[] Key, BundleEntryProto Entry)> entries = new(StringComparer.Ordinal);
    private readonly List<byte>[] shards = [.. Enumerable.Range(0, shardCount).Select(_ => new List<byte>())];

    private long zeros;

    public bool Compress { get; init; }

    public BundleHeaderProto.Types.Endianness Endianness { get; init; }

    public BundleWriter Add(string key, DataType type, Shape shape, byte[] bytes, int shard = 0)
    {
        Put(Encoding.UTF8.GetBytes(key), Store(type, shape, bytes, shard));
        return this;
    }

    /// <summary>A tensor of zeros behind all others, in the first shard: a hole in the file, however long it is.</summary>
    public BundleWriter AddZeros(string key, DataType type, Shape shape, long bytes)
    {
        var entry = new BundleEntryProto { Dtype = type, Shape = Message(shape), Offset = shards[0].Count + zeros, Size = bytes };
        var block = new byte[1 << 16];
        uint crc = 0;
        for (long done = 0; done < bytes; done += block.Length)
        {
            crc = Crc32C.Extend(crc, block.AsSpan(0, (int)Math.Min(block.Length, bytes - done)));
        }

        entry.Crc32C = Crc32C.Mask(crc);
        zeros += bytes;
        Put(Encoding.UTF8.GetBytes(key), entry);
        return this;
    }

    /// <summary>The entry of the whole tensor, and one for each slice.</summary>
    public BundleWriter AddSliced(string key, DataType type, Shape shape,
        params (TensorSlice Slice, Shape Shape, byte[] Bytes, int Shard)[] slices)
    {
        var whole = new BundleEntryProto { Dtype = type, Shape = Message(shape) };
        foreach (var (slice, sliceShape, bytes, shard) in slices)
        {
            var message = new TensorSliceProto();
            foreach (var (start, length) in slice.Extents)
            {
                var extent = new TensorSliceProto.Types.Extent { Start = start };
                if (length >= 0)
                {
                    extent.Length = length;
                }

                message.Extent.Add(extent);
            }

            whole.Slices.Add(message);
            Put(OrderedCode.SliceKey(key, slice), Store(type, sliceShape, bytes, shard));
        }

        Put(Encoding.UTF8.GetBytes(key), whole);
        return this;
    }

    public BundleWriter AddStrings(string key, Shape shape, params string[] values)
    {
        var bytes = new List<byte>();
        var lengths = new List<byte>();
        foreach (var value in values)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, Encoding.UTF8.GetByteCount(value));
            lengths.AddRange(length);
            AppendVarint(bytes, (ulong)Encoding.UTF8.GetByteCount(value));
        }

        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Mask(Crc32C.Compute([.. lengths])));
        var text = Encoding.UTF8.GetBytes(string.Concat(values));
        var entry = Store(DataType.DtString, shape, [.. bytes, .. checksum, .. text], 0);
        entry.Crc32C = Crc32C.Mask(Crc32C.Compute([.. lengths, .. checksum, .. text]));
        Put(Encoding.UTF8.GetBytes(key), entry);
        return this;
    }

    /// <returns>The prefix of the files' paths.</returns>
    public string Write(string folder)
    {
        var prefix = Path.Combine(folder, "variables");
        for (var shard = 0; shard < shards.Length; shard++)
        {
            using var stream = File.Create($"{prefix}.data-{shard:D5}-of-{shards.Length:D5}");
            stream.Write([.. shards[shard]]);
            stream.SetLength(stream.Position + (shard == 0 ? zeros : 0));
        }

        var header =
            new BundleHeaderProto { NumShards = shards.Length, Endianness = Endianness, Version = new VersionDef { Producer = 1 } };
        var file = new List<byte>();
        var data =
            AppendBlock(file, entries.Values.Select(entry => (entry.Key, entry.Entry.ToByteArray())).Prepend(([], header.ToByteArray())));
        var meta = AppendBlock(file, []);
        var index = AppendBlock(file, [([255, 255], data)]);
        var footer = new List<byte>([.. meta, .. index]);
        footer.AddRange(new byte[40 - footer.Count]);
        file.AddRange(footer);
        file.AddRange([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]);
        File.WriteAllBytes(prefix + ".index", [.. file]);
        return prefix;
    }

    private static TensorShapeProto Message(Shape shape)
    {
        var message = new TensorShapeProto();
        message.Dim.AddRange(shape.ToArray().Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return message;
    }

    private static void AppendVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private void Put(byte[] key, BundleEntryProto entry) => entries[Convert.ToHexString(key)] = (key, entry);

    private BundleEntryProto Store(DataType type, Shape shape, byte[] bytes, int shard)
    {
        var entry = new BundleEntryProto
        {
            Dtype = type,
            Shape = Message(shape),
            ShardId = shard,
            Offset = shards[shard].Count,
            Size = bytes.Length,
            Crc32C = Crc32C.Mask(Crc32C.Compute(bytes)),
        };
        shards[shard].AddRange(bytes);
        return entry;
    }

    private byte[] AppendBlock(List<byte> file, IEnumerable<(byte[] Key, byte[] Value)> blockEntries)
    {
        var content = new List<byte>();
        byte[] previous = [];
        foreach (var (key, value) in blockEntries)
        {
            var shared = previous.AsSpan().CommonPrefixLength(key);
            AppendVarint(content, (ulong)shared);
            AppendVarint(content, (ulong)(key.Length - shared));
            AppendVarint(content, (ulong)value.Length);
            content.AddRange(key[shared..]);
            content.AddRange(value);
            previous = key;
        }

        content.AddRange([0, 0, 0, 0, 1, 0, 0, 0]);
        byte[] stored = Compress ? Snappy.Encode([.. content]) : [.. content];
        var type = (byte)(Compress ? 1 : 0);
        var handle = new List<byte>();
        AppendVarint(handle, (ulong)file.Count);
        AppendVarint(handle, (ulong)stored.Length);
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Mask(Crc32C.Compute([.. stored, type])));
        file.AddRange([.. stored, type, .. checksum]);
        return [.. handle];
    }
}
