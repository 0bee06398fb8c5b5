using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Octavo.Tensors;

/// <summary>
/// An immutable value: an element type, a known shape and the elements in row-major order, little-endian. Elements smaller than a
/// byte stay packed (two 4-bit elements a byte, the even index low). A string tensor has <see cref="Strings"/> instead of bytes.
/// </summary>
public sealed class Tensor
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly ImmutableArray<ReadOnlyMemory<byte>> strings;

    /// <param name="elementType">A type of fixed size.</param>
    /// <param name="shape">A known shape.</param>
    /// <param name="bytes">Exactly the bytes that shape and type ask for; not copied, must not change afterwards.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="bytes"/> is not that of the elements.</exception>
    public Tensor(ElementType elementType, Shape shape, ReadOnlyMemory<byte> bytes)
    {
        if (!elementType.HasFixedSize())
        {
            throw new ArgumentException($"A tensor of {elementType} has no bytes.", nameof(elementType));
        }

        var expected = elementType.SizeInBytes(shape.ElementCount);
        if (bytes.Length != expected)
        {
            throw new ArgumentException($"A tensor of {elementType} {shape} takes {expected} bytes, found {bytes.Length}.", nameof(bytes));
        }

        ElementType = elementType;
        Shape = shape;
        this.bytes = bytes;
        strings = [];
    }

    /// <summary>A tensor of strings, each a run of bytes (often UTF-8).</summary>
    /// <exception cref="ArgumentException">The number of strings is not that of the elements.</exception>
    public Tensor(Shape shape, ImmutableArray<ReadOnlyMemory<byte>> strings)
    {
        if (strings.Length != shape.ElementCount)
        {
            throw new ArgumentException($"A tensor of strings {shape} takes {shape.ElementCount} strings, found {strings.Length}.",
                nameof(strings));
        }

        ElementType = ElementType.String;
        Shape = shape;
        this.strings = strings;
    }

    public ElementType ElementType { get; }

    public Shape Shape { get; }

    public long ElementCount => Shape.ElementCount;

    /// <summary>The elements as bytes.</summary>
    /// <exception cref="InvalidOperationException">The elements are strings.</exception>
    public ReadOnlyMemory<byte> Bytes =>
        ElementType == ElementType.String ? throw new InvalidOperationException("A tensor of strings has no bytes of fixed size.") : bytes;

    public ImmutableArray<ReadOnlyMemory<byte>> Strings =>
        ElementType == ElementType.String ? strings : throw new InvalidOperationException($"A tensor of {ElementType} has no strings.");

    /// <summary>Copies values into a new tensor.</summary>
    public static Tensor From<T>(Shape shape, ReadOnlySpan<T> values)
        where T : unmanaged =>
        new(ElementTypes.Of<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());

    public static Tensor From<T>(Shape shape, params T[] values)
        where T : unmanaged => From(shape, new ReadOnlySpan<T>(values));

    /// <summary>A scalar.</summary>
    public static Tensor Scalar<T>(T value)
        where T : unmanaged => From(Shape.Scalar, [value]);

    /// <summary>A tensor of a fixed-size type with all bits zero.</summary>
    public static Tensor Zeros(ElementType elementType, Shape shape) =>
        new(elementType, shape, new byte[elementType.SizeInBytes(shape.ElementCount)]);

    /// <summary>The elements as typed values, without a copy.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not how this element type is stored.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged =>
        ElementType.IsStoredAs<T>()
            ? MemoryMarshal.Cast<byte, T>(bytes.Span)
            : throw new InvalidOperationException($"A tensor of {ElementType} {Shape} cannot be read as {typeof(T).Name}.");

    /// <summary>The same elements under another shape with as many elements.</summary>
    public Tensor Reshape(Shape shape) =>
        ElementType == ElementType.String ? new Tensor(shape, strings) : new Tensor(ElementType, shape, bytes);

    public override string ToString() => $"{ElementType} {Shape}";
}
