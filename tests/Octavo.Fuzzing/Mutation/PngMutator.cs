using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Octavo.Tensors;

namespace Octavo.Fuzzing;

/// <summary>Changes a chunk of a PNG file, or the samples inside of the compressed ones, and writes right checksums.</summary>
internal sealed class PngMutator : IMutator
{
    private const int SignatureLength = 8;

    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        var chunks = Chunks(bytes);
        if (chunks.Count == 0)
        {
            return null;
        }

        var at = random.Below(chunks.Count);
        switch (random.Below(8))
        {
            case 0:
                chunks.RemoveAt(at);
                break;
            case 1:
                chunks.Insert(at, chunks[at]);
                break;
            case 2:
                var with = random.Below(chunks.Count);
                (chunks[at], chunks[with]) = (chunks[with], chunks[at]);
                break;
            case 3:
                chunks.Insert(at, Chunks(donor) is { Count: > 0 } others ? random.Of(others) : chunks[at]);
                break;
            case 4 or 5:
                ChangeSamples(chunks, random);
                break;
            default:
                at = random.Chance(50) ? 0 : at;
                chunks[at] = (chunks[at].Type, new ByteMutator().Apply(chunks[at].Content, chunks[at].Content, random) ?? []);
                break;
        }

        return Write(bytes[..SignatureLength], chunks);
    }

    private static void ChangeSamples(List<(string Type, byte[] Content)> chunks, MutationRandom random)
    {
        var packed = chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Content).ToArray();
        var first = chunks.FindIndex(chunk => chunk.Type == "IDAT");
        if (first < 0)
        {
            return;
        }

        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            var samples = new byte[1 << 16];
            samples = samples[..stream.ReadAtLeast(samples, samples.Length, throwOnEndOfStream: false)];
            samples = new ByteMutator().Apply(samples, samples, random) ?? samples;
            using var target = new MemoryStream();
            using (var compressed = new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true))
            {
                compressed.Write(samples);
            }

            chunks.RemoveAll(chunk => chunk.Type == "IDAT");
            chunks.Insert(Math.Min(first, chunks.Count), ("IDAT", target.ToArray()));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            // The samples are damaged already: the chunks stay as they are.
        }
    }

    private static List<(string Type, byte[] Content)> Chunks(byte[] bytes)
    {
        var chunks = new List<(string, byte[])>();
        for (var at = SignatureLength; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            if (length > bytes.Length - at - 12)
            {
                break;
            }

            chunks.Add((Encoding.Latin1.GetString(bytes, at + 4, 4), bytes[(at + 8)..(at + 8 + (int)length)]));
            at += 12 + (int)length;
        }

        return chunks;
    }

    private static byte[] Write(byte[] signature, List<(string Type, byte[] Content)> chunks)
    {
        var result = new List<byte>(signature);
        var number = new byte[4];
        foreach (var (type, content) in chunks)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)content.Length);
            result.AddRange(number);
            byte[] summed = [.. Encoding.Latin1.GetBytes(type), .. content];
            result.AddRange(summed);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(summed));
            result.AddRange(number);
        }

        return [.. result];
    }
}
