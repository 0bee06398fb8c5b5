using System.Text;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// A checkpoint: PREFIX.index and PREFIX.data-iiiii-of-nnnnn. Source: TensorFlow tensorflow/core/util/tensor_bundle/tensor_bundle.h
/// and tensorflow/core/protobuf/tensor_bundle.proto (descriptions of the format).
/// </summary>
internal sealed partial class TensorBundle : IDisposable
{
    private readonly string prefix;
    private readonly ReaderLimits limits;
    private readonly int shardCount;
    private readonly Dictionary<int, MappedFile> shards = [];
    private readonly Dictionary<string, BundleEntryProto> entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BundleEntryProto> sliceEntries = new(StringComparer.Ordinal);
    private readonly Lock shardLock = new();

    private TensorBundle(string prefix, int shardCount, ReaderLimits limits)
    {
        this.prefix = prefix;
        this.shardCount = shardCount;
        this.limits = limits;
    }

    public string IndexPath => prefix + ".index";

    public IEnumerable<string> Keys => entries.Keys.Order(StringComparer.Ordinal);

    /// <param name="prefix">The path without <c>.index</c>.</param>
    /// <param name="limits">Bounds on what the index may ask for.</param>
    /// <exception cref="OctavoException">The index is missing, damaged or of another byte order.</exception>
    public static TensorBundle Open(string prefix, ReaderLimits limits)
    {
        using var file = new MappedFile(prefix + ".index");
        var table = SortedTable.Read(file, limits);
        if (table.Count == 0 || table[0].Key.Length != 0)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The checkpoint index has no header.", file.Path,
                "a first entry with an empty key", $"{table.Count} entries");
        }

        var header = MessageParsing.Parse(BundleHeaderProto.Parser, table[0].Value, file.Path, "checkpoint header");
        if (header.Endianness != BundleHeaderProto.Types.Endianness.Little)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "The checkpoint was written on a big-endian machine.", file.Path, "little-endian",
                "big-endian",
                "Load and save it again on a little-endian machine.");
        }

        if (header.NumShards is < 0 or > 99_999)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "The checkpoint's number of data files is impossible.", file.Path,
                "0 to 99999", $"{header.NumShards}");
        }

        var bundle = new TensorBundle(prefix, header.NumShards, limits);
        foreach (var (key, value) in table.Skip(1))
        {
            var entry = MessageParsing.Parse(BundleEntryProto.Parser, value, file.Path, "checkpoint entry");
            if (key.Length != 0 && key[0] == 0)
            {
                bundle.sliceEntries[Convert.ToHexString(key)] = entry;
            }
            else
            {
                bundle.entries[Encoding.UTF8.GetString(key)] = entry;
            }
        }

        return bundle;
    }

    public bool Contains(string key) => entries.ContainsKey(key);

    /// <exception cref="OctavoException">The checkpoint has no such tensor, or describes it wrongly.</exception>
    public BundleTensor Tensor(string key)
    {
        var entry = Entry(key);
        var where = $"variable '{key}' in {IndexPath}";
        var type = entry.Dtype.ToElementType(where);
        var shape = entry.Shape.ToShape(where, limits);
        return new BundleTensor(key, type, shape,
            entry.Slices.Count == 0 ? () => Read(key, entry, type, shape) : () => Assemble(key, entry, type, shape));
    }

    public void Dispose()
    {
        lock (shardLock)
        {
            foreach (var shard in shards.Values)
            {
                shard.Dispose();
            }
        }
    }

    private BundleEntryProto Entry(string key) =>
        entries.TryGetValue(key, out var entry)
            ? entry
            : throw new OctavoException(
                ErrorKind.MalformedModel, $"The checkpoint has no tensor '{key}'.", IndexPath, found: NearestName.Sorted(entries.Keys),
                hint: NearestName.Suggestion(key, entries.Keys));

    private string ShardPath(int shard) => $"{prefix}.data-{shard:D5}-of-{shardCount:D5}";

    private MappedFile Shard(int shard, string key)
    {
        if (shard < 0 || shard >= shardCount)
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"Variable '{key}' lies in a data file that the index does not count.",
                IndexPath, $"0 to {shardCount - 1}", $"{shard}");
        }

        lock (shardLock)
        {
            if (!shards.TryGetValue(shard, out var file))
            {
                var path = ShardPath(shard);
                if (!File.Exists(path))
                {
                    throw new OctavoException(
                        ErrorKind.InputOutput, $"A data file of the checkpoint is missing; variable '{key}' lies in it.", path,
                        $"{shardCount} data file(s)", "no such file", "Copy the whole folder 'variables'.");
                }

                shards[shard] = file = new MappedFile(path);
            }

            return file;
        }
    }

    private (ReadOnlyMemory<byte> Bytes, string Where) Stored(string key, BundleEntryProto entry)
    {
        var file = Shard(entry.ShardId, key);
        var where = $"variable '{key}' in {file.Path} at offset {entry.Offset}";
        if (entry.Size > int.MaxValue && entry.Offset >= 0 && entry.Offset <= file.Length - entry.Size)
        {
            throw TensorShapes.TooLarge(where, entry.Size);
        }

        if (entry.Offset < 0 || entry.Size < 0 || entry.Offset > file.Length - entry.Size)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "A variable lies beyond the end of its data file.", where,
                $"{entry.Size} bytes", $"a file of {file.Length} bytes", "The file is cut off: copy it again.");
        }

        return (file.Memory(entry.Offset, (int)entry.Size), where);
    }

    private Tensor Read(string key, BundleEntryProto entry, ElementType type, Shape shape)
    {
        var (stored, where) = Stored(key, entry);
        if (type == ElementType.String)
        {
            return BundleStrings.Read(stored, shape, entry.Crc32C, where);
        }

        if (!type.HasFixedSize())
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, $"Values of type {type} in a checkpoint cannot be read.", where);
        }

        var packed = type.BitsPerElement() < 8;
        var expected = TensorShapes.ByteCount(packed ? ElementType.UInt8 : type, shape, where);
        if (stored.Length != expected)
        {
            throw new OctavoException(ErrorKind.MalformedModel, "A variable's size does not fit its shape.", where,
                $"{expected} bytes for {type} {shape}", $"{stored.Length} bytes");
        }

        RequireChecksum(entry.Crc32C, Crc32C.Mask(Crc32C.Compute(stored.Span)), where);
        return new Tensor(type, shape, packed ? TensorDecoder.Pack(type, stored.Span) : stored);
    }

    /// <exception cref="OctavoException">The two differ.</exception>
    internal static void RequireChecksum(uint expected, uint found, string where)
    {
        if (expected != found)
        {
            throw new OctavoException(
                ErrorKind.Integrity, "A variable has another checksum than was written.", where, $"crc32c {expected:x8}", $"{found:x8}",
                "The file is damaged: copy it again.");
        }
    }
}
