namespace Octavo.Fuzzing;

/// <summary>
/// SplitMix64: the same numbers for the same seed on every machine and runtime, so that a case is named by its seed and number.
/// </summary>
internal sealed class MutationRandom(ulong state)
{
    private static readonly long[] Edges =
    [
        0, 1, -1, 2, -2, 3, 4, 5, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 100, 127, 128, -128, -129, 255, 256, 257, 1000, 1024, 4095, 4096,
        32767, 32768, -32768, 65535, 65536,
        100_000, 1 << 20, 1 << 24, 1 << 28, (1 << 30) - 1, 1 << 30, int.MaxValue - 1, int.MaxValue, int.MinValue, int.MinValue + 1,
            1L << 31, uint.MaxValue, 1L << 32, 1L << 40,
        1L << 62, long.MaxValue, long.MinValue,
    ];

    private static readonly double[] RealEdges =
        [0, -0.0, 1, -1, 0.5, 1e-9, -1e-9, 1e-38, 1e-45, 1e9, 1e30, -1e30, 3.4e38, 1e300, double.NaN, double.PositiveInfinity,
            double.NegativeInfinity, 2147483648, 0.1, 127, 255];

    public ulong Word()
    {
        state += 0x9E3779B97F4A7C15;
        var word = state;
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }

    /// <summary>From 0 to <paramref name="count"/> - 1; 0 where there is nothing to choose from.</summary>
    public int Below(int count) => count <= 1 ? 0 : (int)(Word() % (ulong)count);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Mostly small or at the edge of a type, seldom anything.</summary>
    public long Integer() => Below(10) switch
    {
        < 4 => Below(9) - 1,
        < 9 => Of(Edges),
        _ => (long)Word() >> Below(64),
    };

    public double Real() => Chance(70) ? Of(RealEdges) : (Below(2001) - 1000) / 100.0;

    /// <summary>A neighbour of a number, or another one.</summary>
    public long Near(long number) => Below(6) switch
    {
        0 => unchecked(number + 1),
        1 => unchecked(number - 1),
        2 => unchecked(-number),
        3 => unchecked(number * 2),
        _ => Integer(),
    };

    public static ulong Seed(ulong seed, string kind, long index)
    {
        var random = new MutationRandom(seed);
        foreach (var character in kind)
        {
            random = new MutationRandom(random.Word() ^ character);
        }

        return new MutationRandom(random.Word() ^ (ulong)index).Word();
    }
}
