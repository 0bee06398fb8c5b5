using System.Runtime.InteropServices;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo;

/// <summary>A value that was just computed, to be read as long as the observer's call lasts.</summary>
public readonly ref struct ObservedValue
{
    private readonly Operand operand;

    internal ObservedValue(ModelValue value, Operand operand)
    {
        Value = value;
        this.operand = operand;
    }

    public ModelValue Value { get; }

    public ElementType ElementType => operand.ElementType;

    /// <summary>The present one.</summary>
    public Shape Shape => operand.Shape;

    /// <summary>How integers stand for reals; null for plain numbers.</summary>
    public AffineQuantization? Quantization => operand.Quantization;

    /// <summary>The elements as they lie in memory; empty for strings.</summary>
    public ReadOnlySpan<byte> Bytes => ElementType == ElementType.String ? [] : operand.Bytes;

    /// <summary>The elements of a value of type String; empty for all others.</summary>
    public ReadOnlySpan<ReadOnlyMemory<byte>> Strings => ElementType == ElementType.String ? operand.Strings : [];

    /// <summary>The elements.</summary>
    /// <typeparam name="T">Of the size of an element.</typeparam>
    /// <exception cref="OctavoException">Elements have another size (kind Usage).</exception>
    public unsafe ReadOnlySpan<T> Elements<T>()
        where T : unmanaged => ElementType.HasFixedSize() && ElementType.BitsPerElement() == sizeof(T) * 8
        ? MemoryMarshal.Cast<byte, T>(operand.Bytes)
        : throw new OctavoException(
            ErrorKind.Usage, "elements are read as what they are not", Value.Name, $"{ElementType}", typeof(T).Name);
}
