using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Puts the partitions of a table together again, when the constant is asked for.</summary>
internal static class WholeTable
{
    /// <summary>The partitions, one behind the other.</summary>
    public static Constant Join(IReadOnlyList<Constant> tables)
    {
        var parts = tables.SelectMany((table, part) => Enumerable.Repeat(part, table.Shape[0])).ToArray();
        var rows = tables.SelectMany(table => Enumerable.Range(0, table.Shape[0])).ToArray();
        return Interleave(tables, parts, rows);
    }

    /// <param name="tables">[rows, rest...], of one type and equal but for the number of rows.</param>
    /// <param name="parts">Which table each row of the whole comes from.</param>
    /// <param name="rows">Which of its rows.</param>
    public static Constant Interleave(IReadOnlyList<Constant> tables, int[] parts, int[] rows)
    {
        var type = tables[0].ElementType;
        var shape = tables[0].Shape.With(0, rows.Length);
        var origin = $"{string.Join(" + ", tables.Select(table => table.Origin))}, put together";
        ImmutableArray<Constant> sources = [.. tables];
        return Constant.Lazy(type, shape, origin, () => new Tensor(type, shape, Copy(sources, parts, rows, type, shape)), tables);
    }

    private static byte[] Copy(ImmutableArray<Constant> tables, int[] parts, int[] rows, ElementType type, Shape shape)
    {
        var bytes = new byte[type.SizeInBytes(shape.ElementCount)];
        var rowLength = rows.Length == 0 ? 0 : bytes.Length / rows.Length;
        for (var part = 0; part < tables.Length; part++)
        {
            var source = tables[part].Evaluate().Bytes.Span;
            for (var row = 0; row < rows.Length; row++)
            {
                if (parts[row] == part)
                {
                    source.Slice(rows[row] * rowLength, rowLength).CopyTo(bytes.AsSpan(row * rowLength));
                }
            }
        }

        return bytes;
    }
}
