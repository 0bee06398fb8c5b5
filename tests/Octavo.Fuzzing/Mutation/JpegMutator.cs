using System.Buffers.Binary;

namespace Octavo.Fuzzing;

/// <summary>Changes a segment of a JPEG file and keeps its length field right; or the coded data behind a scan's header.</summary>
internal sealed class JpegMutator : IMutator
{
    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        var segments = Segments(bytes);
        if (segments.Count < 2)
        {
            return null;
        }

        var at = random.Below(segments.Count);
        switch (random.Below(7))
        {
            case 0:
                segments.RemoveAt(at);
                break;
            case 1:
                segments.Insert(at, segments[at]);
                break;
            case 2:
                var with = random.Below(segments.Count);
                (segments[at], segments[with]) = (segments[with], segments[at]);
                break;
            case 3:
                segments.Insert(at, random.Of(Segments(donor) is { Count: > 0 } others ? others : segments));
                break;
            default:
                segments[at] = Changed(segments[at], random);
                break;
        }

        return [.. segments.SelectMany(segment => segment)];
    }

    private static byte[] Changed(byte[] segment, MutationRandom random)
    {
        if (segment.Length <= 4)
        {
            return new ByteMutator().Apply(segment, segment, random) ?? segment;
        }

        var length = Math.Min(segment.Length - 2, BinaryPrimitives.ReadUInt16BigEndian(segment.AsSpan(2)));
        byte[] content = length < 2 ? [] : segment[4..(2 + length)];
        var coded = segment[(2 + Math.Max(2, length))..];
        if (coded.Length != 0 && random.Chance(50))
        {
            coded = new ByteMutator().Apply(coded, coded, random) ?? coded;
        }
        else
        {
            content = new ByteMutator().Apply(content, content, random) ?? content;
        }

        byte[] result = [.. segment[..2], 0, 0, .. content, .. coded];
        BinaryPrimitives.WriteUInt16BigEndian(result.AsSpan(2), (ushort)(2 + content.Length));
        return result;
    }

    /// <summary>Each marker with all that lies before the next one.</summary>
    private static List<byte[]> Segments(byte[] bytes)
    {
        var segments = new List<byte[]>();
        for (var at = 0; at + 2 <= bytes.Length;)
        {
            var end = at + 2;
            if (bytes[at + 1] is not (0xD8 or 0xD9) && end + 2 <= bytes.Length)
            {
                end = Math.Min(bytes.Length, end + Math.Max((ushort)2, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(end))));
            }

            while (end + 1 < bytes.Length && !(bytes[end] == 0xFF && bytes[end + 1] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF)))
            {
                end++;
            }

            end = end + 1 >= bytes.Length ? bytes.Length : end;
            segments.Add(bytes[at..end]);
            at = end;
        }

        return segments;
    }
}
