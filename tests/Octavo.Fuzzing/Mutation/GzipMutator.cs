using System.IO.Compression;

namespace Octavo.Fuzzing;

/// <summary>Changes what is inside of a gzipped file and packs it again; files that are not gzipped are changed as they are.</summary>
internal sealed class GzipMutator(IMutator content) : IMutator
{
    public byte[]? Apply(byte[] bytes, byte[] donor, MutationRandom random)
    {
        if (bytes.Length < 2 || bytes[0] != 0x1F || bytes[1] != 0x8B)
        {
            return content.Apply(bytes, donor, random);
        }

        try
        {
            using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var start = new byte[1 << 16];
            start = start[..unpacked.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            var changed = content.Apply(start, start, random) ?? start;
            using var stream = new MemoryStream();
            using (var packed = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            {
                packed.Write(changed);
            }

            return stream.ToArray();
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
