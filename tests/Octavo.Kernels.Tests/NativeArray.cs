using System.Runtime.InteropServices;

namespace Octavo.Kernels.Tests;

/// <summary>
/// An array in native memory, aligned to 64 bytes, with a guard behind it that shows writes past the end. It lives as long as the process:
/// kernels see bare pointers.
/// </summary>
internal sealed unsafe class NativeArray<T>
    where T : unmanaged
{
    private const int GuardBytes = 256;
    public NativeArray(long count)
    {
        Count = checked((int)count);
        var bytes = (nuint)((count * sizeof(T)) + GuardBytes);
        Pointer = (T*)NativeMemory.AlignedAlloc(bytes, AlignedMemory.Alignment);
        NativeMemory.Clear(Pointer, bytes);
        Guard.Fill(0xA5);
    }

    public int Count { get; }

    public T* Pointer { get; }

    public Span<T> Span => new(Pointer, Count);

    private Span<byte> Guard => new((byte*)(Pointer + Count), GuardBytes);

    /// <summary>The elements, after a check that nothing was written behind them.</summary>
    public T[] ToArray()
    {
        Assert.Equal(-1, Guard.IndexOfAnyExcept((byte)0xA5));
        return Span.ToArray();
    }
}
