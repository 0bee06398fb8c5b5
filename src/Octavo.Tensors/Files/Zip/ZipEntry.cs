namespace Octavo.Tensors;

/// <summary>One member of a zip archive as the central directory declares it.</summary>
internal sealed record ZipEntry(string Name, int Flags, int Method, uint Crc, long CompressedLength, long Length, long HeaderOffset)
{
    public const int Stored = 0;
    public const int Deflated = 8;

    public bool IsEncrypted => (Flags & 1) != 0;
}
