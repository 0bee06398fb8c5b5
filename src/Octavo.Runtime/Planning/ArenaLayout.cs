using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>
/// Places buffers that live over ranges of steps in one run of memory, so that buffers which live at the same time don't overlap: the
/// largest first, each at the lowest offset that is free over its whole life.
/// Source: Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference" (2020), greedy by size.
/// </summary>
internal static class ArenaLayout
{
    public const long Alignment = 64;

    /// <summary>A buffer and the steps, both inclusive, over which it lives.</summary>
    public readonly record struct Buffer(long SizeInBytes, int FirstStep, int LastStep);

    /// <returns>The offset of each buffer, all multiples of <see cref="Alignment"/>, and the size of the whole.</returns>
    public static (long[] Offsets, long SizeInBytes) Place(IReadOnlyList<Buffer> buffers)
    {
        var offsets = new long[buffers.Count];
        var placed = new List<int>();
        long total = 0;
        foreach (var index in Enumerable.Range(0, buffers.Count).OrderByDescending(index => buffers[index].SizeInBytes)
            .ThenBy(index => index))
        {
            var buffer = buffers[index];
            long offset = 0;
            foreach (var other in placed)
            {
                var otherBuffer = buffers[other];
                if (otherBuffer.LastStep < buffer.FirstStep || buffer.LastStep < otherBuffer.FirstStep)
                {
                    continue;
                }

                if (offset + Rounded(buffer.SizeInBytes) <= offsets[other])
                {
                    break;
                }

                offset = Math.Max(offset, offsets[other] + Rounded(otherBuffer.SizeInBytes));
            }

            offsets[index] = offset;
            placed.Insert(Position(placed, offsets, offset), index);
            total = Math.Max(total, offset + Rounded(buffer.SizeInBytes));
        }

        return (offsets, total);
    }

    private static long Rounded(long size) => CheckedSize.Sum(size, Alignment - 1) / Alignment * Alignment;

    private static int Position(List<int> placed, long[] offsets, long offset)
    {
        var low = 0;
        var high = placed.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (offsets[placed[middle]] <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
