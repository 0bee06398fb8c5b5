using System.Runtime.CompilerServices;
using Octavo.Kernels;

namespace Octavo.Operators;

internal sealed unsafe partial class StridedCopy
{
    /// <summary>Side of a tile of a transposition: its rows and columns stay in the first-level cache.</summary>
    private const long TileSize = 16;

    /// <summary>A share of the rows: all axes but the innermost, flattened.</summary>
    private struct Rows : IParallelWork
    {
        public StridedCopy Copy;
        public Operand Source;
        public Operand Target;
        public int ElementBits;
        public long RowCount;
        public int TaskCount;

        public readonly void Run(int task, int worker)
        {
            var first = RowCount * task / TaskCount;
            var end = RowCount * (task + 1) / TaskCount;
            var counters = Copy.counters.AsSpan(worker * Copy.sizes.Length, Copy.rank);
            switch (ElementBits)
            {
                case 0:
                    Copy.Move(first, end, counters, new StringBlocks { Source = Source.Strings, Target = Target.Strings });
                    break;
                case 8:
                    Copy.Move(first, end, counters, new Blocks<byte> { Source = Source.Pointer, Target = Target.Pointer });
                    break;
                case 16:
                    Copy.Move(first, end, counters,
                        new Blocks<ushort> { Source = (ushort*)Source.Pointer, Target = (ushort*)Target.Pointer });
                    break;
                case 32:
                    Copy.Move(first, end, counters, new Blocks<uint> { Source = (uint*)Source.Pointer, Target = (uint*)Target.Pointer });
                    break;
                case 64:
                    Copy.Move(first, end, counters, new Blocks<ulong> { Source = (ulong*)Source.Pointer, Target = (ulong*)Target.Pointer });
                    break;
                case 128:
                    Copy.Move(first, end, counters,
                        new Blocks<UInt128> { Source = (UInt128*)Source.Pointer, Target = (UInt128*)Target.Pointer });
                    break;
                default:
                    Copy.Move(first, end, counters,
                        new PackedBlocks { Source = Source.Pointer, Target = Target.Pointer, Bits = ElementBits });
                    break;
            }
        }
    }

    /// <summary>Moves the box of two inner axes, one element representation each.</summary>
    private interface IBlocks
    {
        void Move(long source, long target, long rows, long columns, long sourceRow, long targetRow, long sourceColumn, long targetColumn);
    }

    private void Move<TBlocks>(long first, long end, Span<long> position, TBlocks blocks)
        where TBlocks : struct, IBlocks
    {
        var rowAxis = rank - 2;
        var row = first % sizes[rowAxis];
        var outer = first / sizes[rowAxis];
        var source = sourceStart;
        var target = targetStart;
        for (var axis = rowAxis - 1; axis >= 0; axis--)
        {
            position[axis] = outer % sizes[axis];
            outer /= sizes[axis];
            source += position[axis] * sourceStrides[axis];
            target += position[axis] * targetStrides[axis];
        }

        while (true)
        {
            var rows = Math.Min(sizes[rowAxis] - row, end - first);
            blocks.Move(
                source + (row * sourceStrides[rowAxis]), target + (row * targetStrides[rowAxis]), rows, sizes[rank - 1],
                sourceStrides[rowAxis], targetStrides[rowAxis], sourceStrides[rank - 1], targetStrides[rank - 1]);
            first += rows;
            row = 0;
            if (first >= end)
            {
                return;
            }

            for (var axis = rowAxis - 1; ; axis--)
            {
                source += sourceStrides[axis];
                target += targetStrides[axis];
                if (++position[axis] < sizes[axis])
                {
                    break;
                }

                position[axis] = 0;
                source -= sizes[axis] * sourceStrides[axis];
                target -= sizes[axis] * targetStrides[axis];
            }
        }
    }

    private struct Blocks<T> : IBlocks
        where T : unmanaged
    {
        public T* Source;
        public T* Target;

        public readonly void Move(long source, long target, long rows, long columns, long sourceRow, long targetRow, long sourceColumn,
            long targetColumn)
        {
            var from = Source + source;
            var to = Target + target;
            if (targetColumn == 1 && sourceColumn == 1)
            {
                CopyRuns(from, to, rows, columns, sourceRow, targetRow);
            }
            else if (targetColumn == 1 && sourceColumn == 0)
            {
                for (long row = 0; row < rows; row++)
                {
                    new Span<T>(to + (row * targetRow), checked((int)columns)).Fill(from[row * sourceRow]);
                }
            }
            else if (sourceRow == 1 && targetColumn == 1 && sizeof(T) == sizeof(uint))
            {
                MatrixTransposition.Run((uint*)from, sourceColumn, (uint*)to, targetRow, rows, columns);
            }
            else if (sourceRow == 1)
            {
                for (long row = 0; row < rows; row += TileSize)
                {
                    for (long column = 0; column < columns; column += TileSize)
                    {
                        CopyElements(
                            from + row + (column * sourceColumn), to + (row * targetRow) + (column * targetColumn),
                            Math.Min(TileSize, rows - row), Math.Min(TileSize, columns - column), 1, targetRow, sourceColumn, targetColumn);
                    }
                }
            }
            else
            {
                CopyElements(from, to, rows, columns, sourceRow, targetRow, sourceColumn, targetColumn);
            }
        }

        private static void CopyRuns(T* from, T* to, long rows, long columns, long sourceRow, long targetRow)
        {
            if (columns * sizeof(T) <= 32)
            {
                CopyElements(from, to, rows, columns, sourceRow, targetRow, 1, 1);
                return;
            }

            var bytes = columns * sizeof(T);
            for (long row = 0; row < rows; row++)
            {
                Buffer.MemoryCopy(from, to, bytes, bytes);
                from += sourceRow;
                to += targetRow;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void CopyElements(T* from, T* to, long rows, long columns, long sourceRow, long targetRow, long sourceColumn,
            long targetColumn)
        {
            for (long row = 0; row < rows; row++)
            {
                var read = from + (row * sourceRow);
                var write = to + (row * targetRow);
                for (long column = 0; column < columns; column++)
                {
                    *write = *read;
                    read += sourceColumn;
                    write += targetColumn;
                }
            }
        }
    }

    private struct PackedBlocks : IBlocks
    {
        public byte* Source;
        public byte* Target;
        public int Bits;

        public readonly void Move(long source, long target, long rows, long columns, long sourceRow, long targetRow, long sourceColumn,
            long targetColumn)
        {
            for (long row = 0; row < rows; row++)
            {
                for (long column = 0; column < columns; column++)
                {
                    var element = PackedElements.Get(Source, source + (row * sourceRow) + (column * sourceColumn), Bits);
                    PackedElements.Set(Target, target + (row * targetRow) + (column * targetColumn), Bits, element);
                }
            }
        }
    }

    private struct StringBlocks : IBlocks
    {
        public ReadOnlyMemory<byte>[] Source;
        public ReadOnlyMemory<byte>[] Target;

        public readonly void Move(long source, long target, long rows, long columns, long sourceRow, long targetRow, long sourceColumn,
            long targetColumn)
        {
            for (long row = 0; row < rows; row++)
            {
                for (long column = 0; column < columns; column++)
                {
                    Target[target + (row * targetRow) + (column * targetColumn)] =
                        Source[source + (row * sourceRow) + (column * sourceColumn)];
                }
            }
        }
    }
}
