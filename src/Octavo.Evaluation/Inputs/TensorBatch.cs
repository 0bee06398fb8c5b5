using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Several tensors of one sample each as one tensor.</summary>
internal static class TensorBatch
{
    /// <param name="rows">Tensors [1, ...] of one shape, at least one and at most <paramref name="size"/>.</param>
    /// <param name="size">Rows of the result; the last tensor stands in those that are left over.</param>
    /// <returns>[size, ...].</returns>
    /// <exception cref="OctavoException">InvalidData: the shapes differ.</exception>
    public static Tensor Stack(IReadOnlyList<Tensor> rows, int size)
    {
        var first = rows[0];
        if (first.Shape.Rank == 0)
        {
            return first;
        }

        var shape = first.Shape.With(0, size);
        foreach (var row in rows)
        {
            if (row.Shape != first.Shape || row.ElementType != first.ElementType)
            {
                throw new OctavoException(
                    ErrorKind.InvalidData, "Samples of one batch differ in shape.", null, $"{first}", $"{row}",
                    "Evaluate one sample at a time.");
            }
        }

        var all = Enumerable.Range(0, size).Select(index => rows[Math.Min(index, rows.Count - 1)]);
        if (first.ElementType == ElementType.String)
        {
            return new Tensor(shape, [.. all.SelectMany(row => row.Strings)]);
        }

        var length = (int)first.ElementType.SizeInBytes(first.ElementCount);
        var bytes = new byte[length * (long)size];
        foreach (var (index, row) in all.Index())
        {
            row.Bytes.Span.CopyTo(bytes.AsSpan(index * length));
        }

        return new Tensor(first.ElementType, shape, bytes);
    }
}
