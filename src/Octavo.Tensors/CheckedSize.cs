namespace Octavo.Tensors;

/// <summary>Arithmetic on numbers of elements and bytes that a model's shapes ask for: 64 bits wide, and refused beyond.</summary>
internal static class CheckedSize
{
    /// <summary>
    /// The largest tensor that can be held: its elements, and its bytes, are counted in 32 bits by whoever looks at them as a span.
    /// </summary>
    public const long LargestTensor = int.MaxValue;

    /// <exception cref="OctavoException">The product does not fit 64 bits (kind Shape).</exception>
    public static long Product(long left, long right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high == low >> 63 ? low : throw TooLarge($"{left} x {right}");
    }

    /// <exception cref="OctavoException">The sum does not fit 64 bits (kind Shape).</exception>
    public static long Sum(long left, long right)
    {
        var sum = unchecked(left + right);
        return ((left ^ sum) & (right ^ sum)) >= 0 ? sum : throw TooLarge($"{left} + {right}");
    }

    /// <summary>A count that an array or a span can have.</summary>
    /// <exception cref="OctavoException">It is larger (kind Shape).</exception>
    public static int Narrow(long count) => count is >= int.MinValue and <= int.MaxValue ? (int)count : throw TooLarge($"{count}");

    /// <summary>
    /// A tensor that can be held: no more than <see cref="LargestTensor"/> bytes, and no product of its sizes beyond that even where
    /// another size is 0.
    /// </summary>
    /// <param name="shape">Sizes that are not known count as 1.</param>
    /// <exception cref="OctavoException">It is larger (kind OutOfMemory).</exception>
    public static void RequireTensor(ElementType type, Shape shape, string? where)
    {
        if (!shape.HasRank)
        {
            return;
        }

        long count = 1;
        foreach (var size in shape.Sizes)
        {
            count *= Math.Max(size, 1);
            if (count > LargestTensor)
            {
                throw TooMuch(type, shape, where);
            }
        }

        if (type.SizeInBytes(count) > LargestTensor && !(shape.IsKnown && shape.ElementCount == 0))
        {
            throw TooMuch(type, shape, where);
        }
    }

    private static OctavoException TooLarge(string found) => new(
        ErrorKind.Shape, "a size is larger than any memory", expected: "sizes of tensors that can be held", found: found,
        hint: "Check the shapes of the model's inputs.");

    private static OctavoException TooMuch(ElementType type, Shape shape, string? where) => new(
        ErrorKind.OutOfMemory, "the model asks for a tensor that is too large to be held", where, $"at most {LargestTensor} bytes",
        $"{type} {shape}",
        "Check the shapes of the model's inputs.");
}
