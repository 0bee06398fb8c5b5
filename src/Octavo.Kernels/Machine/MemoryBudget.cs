namespace Octavo.Kernels;

/// <summary>
/// How much native memory may be held at once for one purpose. Every <see cref="AlignedMemory"/> that a thread makes between
/// <see cref="Enter"/> and the end of its scope counts until it is freed. Outside of any scope the budget is the whole machine.
/// </summary>
/// <param name="limit">In bytes, for what this budget and <paramref name="shared"/> hold together.</param>
/// <param name="shared">What is held for several budgets at once, such as the weights of a model; null for nothing.</param>
internal sealed class MemoryBudget(long limit, MemoryBudget? shared = null)
{
    [ThreadStatic]
    private static MemoryBudget? current;

    [ThreadStatic]
    private static bool isShared;

    private long held;

    /// <summary>All memory that the process may use.</summary>
    public static MemoryBudget Machine { get; } = new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>What is sensible for one purpose among others: half of the machine.</summary>
    public static long DefaultLimit => Machine.Limit / 2;

    public static MemoryBudget Current => current ?? Machine;

    public long Limit => limit;

    /// <summary>Bytes held now, without those of the shared budget.</summary>
    public long HeldBytes => Interlocked.Read(ref held);

    /// <summary>Bytes held now, with those of the shared budget.</summary>
    public long AllHeldBytes => HeldBytes + (shared?.HeldBytes ?? 0);

    /// <summary>Makes this the budget of the calling thread until the scope ends.</summary>
    public Scope Enter() => new(this, false);

    /// <summary>
    /// Lets what the calling thread makes count as shared until the scope ends; the limit stays that of the present budget.
    /// </summary>
    public static Scope EnterShared() => new(current, true);

    /// <exception cref="MemoryLimitException">Fewer bytes are left.</exception>
    public void Require(long byteCount)
    {
        var all = AllHeldBytes;
        if (byteCount > limit - all)
        {
            throw new MemoryLimitException(byteCount, all, limit);
        }
    }

    /// <summary>Counts bytes against the budget of the calling thread.</summary>
    /// <returns>What they are to be given back to.</returns>
    /// <exception cref="MemoryLimitException">Fewer bytes are left.</exception>
    internal static MemoryBudget Take(long byteCount)
    {
        var budget = Current;
        budget.Require(byteCount);
        var holder = isShared ? budget.SharedOrSelf : budget;
        Interlocked.Add(ref holder.held, byteCount);
        return holder;
    }

    internal void GiveBack(long byteCount) => Interlocked.Add(ref held, -byteCount);

    private MemoryBudget SharedOrSelf => shared ?? this;

    /// <summary>Ends with <see cref="Dispose"/>, on the thread where it began.</summary>
    public readonly ref struct Scope : IDisposable
    {
        private readonly MemoryBudget? former;
        private readonly bool wasShared;

        internal Scope(MemoryBudget? budget, bool countsAsShared)
        {
            (former, wasShared) = (current, isShared);
            (current, isShared) = (budget, countsAsShared);
        }

        public void Dispose() => (current, isShared) = (former, wasShared);
    }
}
