using System.Runtime.InteropServices;

namespace Octavo.Kernels;

/// <summary>
/// Native memory that starts at a multiple of 64 bytes; zero when allocated, freed on <see cref="Dispose"/> or when collected. It counts
/// against the <see cref="MemoryBudget"/> of the thread that makes it, and against what the collector takes for a reason to collect. With
/// <see cref="GuardPages"/> it ends at a page without access instead, and is aligned to its elements alone.
/// </summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    public const int Alignment = 64;

    /// <summary>Smaller blocks are not told to the collector: telling costs more than they weigh.</summary>
    private const long SmallestPressure = 1 << 17;

    private static long allocatedBytes;
    private readonly MemoryBudget? budget;
    private void* pointer;

    /// <param name="byteCount">
    /// At least 0; nothing is allocated for 0 bytes but <see cref="Pointer"/> is still aligned and not null.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="byteCount"/> is negative.</exception>
    /// <exception cref="MemoryLimitException">The budget is used up, or the system refuses.</exception>
    public AlignedMemory(long byteCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteCount);
        ByteCount = byteCount;
        var holder = MemoryBudget.Take(byteCount);
        try
        {
            pointer =
                GuardPages.AreWanted ? GuardPages.Allocate(byteCount) : NativeMemory.AlignedAlloc((nuint)Math.Max(byteCount, 1), Alignment);
        }
        catch (OutOfMemoryException)
        {
            holder.GiveBack(byteCount);
            throw new MemoryLimitException(byteCount, MemoryBudget.Current.AllHeldBytes, MemoryBudget.Current.Limit);
        }

        budget = holder;
        if (!GuardPages.AreWanted)
        {
            NativeMemory.Clear(pointer, (nuint)Math.Max(byteCount, 1));
        }

        Interlocked.Add(ref allocatedBytes, byteCount);
        if (byteCount >= SmallestPressure)
        {
            GC.AddMemoryPressure(byteCount);
        }
    }

    ~AlignedMemory() => Free();

    /// <summary>Bytes that all instances of this process hold now.</summary>
    public static long AllocatedBytes => Interlocked.Read(ref allocatedBytes);

    public long ByteCount { get; }

    /// <summary>The first byte. Whoever keeps the pointer keeps this object alive as well.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed.</exception>
    public byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(pointer == null, this);
            return (byte*)pointer;
        }
    }

    /// <summary>
    /// Says that whoever uses the memory relies on no contents: where guard pages are wanted it is filled with what no one expects.
    /// </summary>
    public AlignedMemory WithoutContents()
    {
        if (GuardPages.AreWanted)
        {
            NativeMemory.Fill(Pointer, (nuint)ByteCount, GuardPages.Filler);
        }

        return this;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        var own = pointer;
        pointer = null;
        if (own != null)
        {
            if (GuardPages.AreWanted)
            {
                GuardPages.Free((byte*)own, ByteCount);
            }
            else
            {
                NativeMemory.AlignedFree(own);
            }

            Interlocked.Add(ref allocatedBytes, -ByteCount);
            budget?.GiveBack(ByteCount);
            if (ByteCount >= SmallestPressure)
            {
                GC.RemoveMemoryPressure(ByteCount);
            }
        }
    }
}
