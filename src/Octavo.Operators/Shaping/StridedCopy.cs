using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The one n-dimensional move of elements: target[targetStart + sum i_a * targetStride_a] = source[sourceStart + sum i_a * sourceStride_a]
/// for all positions i of a box. Strides count elements and may be 0 in the source (repeat) or negative (reverse). Axes that continue each
/// other are merged, runs are copied whole, transpositions go in tiles. Serves elements of any size, packed ones and strings.
/// </summary>
/// <param name="capacity">The largest number of axes that will be added.</param>
internal sealed unsafe partial class StridedCopy(int capacity)
{
    /// <summary>Moves of fewer bytes are not worth a second thread.</summary>
    private const long BytesPerTask = 128 * 1024;

    private readonly long[] sizes = new long[capacity + 2];
    private readonly long[] sourceStrides = new long[capacity + 2];
    private readonly long[] targetStrides = new long[capacity + 2];
    private long[] counters = [];
    private int rank;
    private long sourceStart;
    private long targetStart;

    /// <summary>Forgets all axes.</summary>
    public void Begin(long sourceStart, long targetStart)
    {
        this.sourceStart = sourceStart;
        this.targetStart = targetStart;
        rank = 0;
    }

    /// <summary>Adds the next inner axis.</summary>
    public void Add(long size, long sourceStride, long targetStride)
    {
        if (size == 1)
        {
            return;
        }

        if (rank != 0 && sourceStrides[rank - 1] == size * sourceStride && targetStrides[rank - 1] == size * targetStride)
        {
            sizes[rank - 1] *= size;
            sourceStrides[rank - 1] = sourceStride;
            targetStrides[rank - 1] = targetStride;
            return;
        }

        sizes[rank] = size;
        sourceStrides[rank] = sourceStride;
        targetStrides[rank] = targetStride;
        rank++;
    }

    /// <summary>Begins anew with a box of <paramref name="box"/> elements between two dense tensors of one rank.</summary>
    public void BeginBox(
        ReadOnlySpan<int> sourceSizes, ReadOnlySpan<int> targetSizes, long sourceStart, long targetStart, ReadOnlySpan<int> box)
    {
        Begin(sourceStart, targetStart);
        var sourceStride = Product(sourceSizes);
        var targetStride = Product(targetSizes);
        for (var axis = 0; axis < box.Length; axis++)
        {
            sourceStride /= Math.Max(1, sourceSizes[axis]);
            targetStride /= Math.Max(1, targetSizes[axis]);
            Add(box[axis], sourceStride, targetStride);
        }
    }

    /// <summary>Begins anew with a dense tensor stretched to another dense shape, aligned at the last axis.</summary>
    public void BeginBroadcast(ReadOnlySpan<int> sourceSizes, ReadOnlySpan<int> targetSizes)
    {
        Begin(0, 0);
        var sourceStride = Product(sourceSizes);
        var targetStride = Product(targetSizes);
        for (var axis = 0; axis < targetSizes.Length; axis++)
        {
            var sourceAxis = axis - targetSizes.Length + sourceSizes.Length;
            var sourceSize = sourceAxis < 0 ? 1 : sourceSizes[sourceAxis];
            sourceStride /= Math.Max(1, sourceSize);
            targetStride /= Math.Max(1, targetSizes[axis]);
            Add(targetSizes[axis], sourceSize == 1 ? 0 : sourceStride, targetStride);
        }
    }

    /// <summary>Moves the elements.</summary>
    /// <param name="workers">Null where one thread is enough.</param>
    public void Run(Operand source, Operand target, WorkerPool? workers = null)
    {
        if (sizes.AsSpan(0, rank).Contains(0))
        {
            return;
        }

        FillUpToTwoAxes();
        PutSourceRunSecond();
        var bits = target.ElementType.BitsPerElement();
        var work = new Rows { Copy = this, Source = source, Target = target, ElementBits = bits };
        long rows = 1;
        foreach (var size in sizes.AsSpan(0, rank - 1))
        {
            rows *= size;
        }

        var bytes = rows * sizes[rank - 1] * bits / 8;
        var tasks = workers is null || bits < 8 ? 1 : (int)Math.Min(Math.Min(workers.ThreadCount, rows), 1 + (bytes / BytesPerTask));
        EnsureCounters(workers is null ? 1 : workers.ThreadCount);
        work.RowCount = rows;
        work.TaskCount = tasks;
        if (tasks > 1)
        {
            workers!.Run(tasks, ref work);
        }
        else
        {
            work.Run(0, 0);
        }
    }

    /// <summary>Elements of a dense tensor; sizes of 0 count as 1, since nothing is moved then.</summary>
    private static long Product(ReadOnlySpan<int> sizes)
    {
        long product = 1;
        foreach (var size in sizes)
        {
            product *= Math.Max(1, size);
        }

        return product;
    }

    private void EnsureCounters(int threads)
    {
        if (counters.Length < threads * sizes.Length)
        {
            counters = new long[threads * sizes.Length];
        }
    }

    /// <summary>Loops below know a row axis and a column axis; missing ones get size 1 in front.</summary>
    private void FillUpToTwoAxes()
    {
        while (rank < 2)
        {
            for (var axis = rank; axis > 0; axis--)
            {
                Swap(axis, axis - 1);
            }

            sizes[0] = 1;
            sourceStrides[0] = 0;
            targetStrides[0] = 0;
            rank++;
        }
    }

    /// <summary>
    /// Where the source runs along another axis than the target, that axis becomes the row axis, so that a tile reads and writes runs.
    /// </summary>
    private void PutSourceRunSecond()
    {
        if (sourceStrides[rank - 1] is 1 or 0)
        {
            return;
        }

        for (var axis = 0; axis < rank - 2; axis++)
        {
            if (sourceStrides[axis] == 1)
            {
                for (var next = axis; next < rank - 2; next++)
                {
                    Swap(next, next + 1);
                }

                return;
            }
        }
    }

    private void Swap(int axis, int other)
    {
        (sizes[axis], sizes[other]) = (sizes[other], sizes[axis]);
        (sourceStrides[axis], sourceStrides[other]) = (sourceStrides[other], sourceStrides[axis]);
        (targetStrides[axis], targetStrides[other]) = (targetStrides[other], targetStrides[axis]);
    }
}
