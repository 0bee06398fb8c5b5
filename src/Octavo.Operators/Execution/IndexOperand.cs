using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>An operand that names axes, sizes or positions, read while a step runs, without allocation.</summary>
internal sealed unsafe class IndexOperand(Operand operand)
{
    public Operand Operand { get; } = Reads(operand.ElementType)
        ? operand
        : throw new OctavoException(
            ErrorKind.UnsupportedOperator, "an operand that names positions holds none", operand.Value.Producer?.Where,
            "an integer of 8 to 64 bits", operand.Value.ToString());

    public int Count => checked((int)Operand.ElementCount);

    /// <summary>Element <paramref name="index"/>, clamped to 32 bits.</summary>
    /// <exception cref="OctavoException">The operand has fewer elements (kind Shape).</exception>
    public int this[long index] => (int)Math.Clamp(Wide(index), int.MinValue, int.MaxValue);

    /// <summary>How errors name the node that reads the operand.</summary>
    private string? Reader => Operand.Value.Uses is [{ Node: var reader }, ..] ? reader.Where : Operand.Value.Producer?.Where;

    public static bool Reads(ElementType type) =>
        type is ElementType.Int32 or ElementType.Int64 or ElementType.Int16 or ElementType.Int8 or ElementType.UInt8;

    /// <exception cref="OctavoException">The operand has fewer elements (kind Shape).</exception>
    public long Wide(long index) => Operand.ElementType switch
    {
        _ when (ulong)index >= (ulong)Operand.ElementCount => throw new OctavoException(
            ErrorKind.Shape, "an operand that names positions has too few elements", Reader, $"at least {index + 1} elements",
            $"{Operand.Shape}"),
        ElementType.Int32 => ((int*)Operand.Pointer)[index],
        ElementType.Int64 => ((long*)Operand.Pointer)[index],
        ElementType.Int16 => ((short*)Operand.Pointer)[index],
        ElementType.Int8 => ((sbyte*)Operand.Pointer)[index],
        ElementType.UInt8 => Operand.Pointer[index],
        _ => throw new InvalidOperationException($"{Operand.Value} holds no positions."),
    };

    /// <summary>Reads as many elements as <paramref name="target"/> has.</summary>
    /// <exception cref="OctavoException">The operand has another number of elements.</exception>
    public ReadOnlySpan<int> Read(Span<int> target, string where)
    {
        if (Count != target.Length)
        {
            throw new OctavoException(ErrorKind.Shape, "an operand that names positions has another length", where,
                $"{target.Length} elements", $"{Count}");
        }

        for (var index = 0; index < target.Length; index++)
        {
            target[index] = this[index];
        }

        return target;
    }
}
