using System.Numerics;

namespace Octavo.Tensors;

/// <summary>The facts of each <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    private static readonly Dictionary<Type, ElementType> ByClrType = new()
    {
        [typeof(float)] = ElementType.Float32,
        [typeof(Half)] = ElementType.Float16,
        [typeof(double)] = ElementType.Float64,
        [typeof(sbyte)] = ElementType.Int8,
        [typeof(byte)] = ElementType.UInt8,
        [typeof(short)] = ElementType.Int16,
        [typeof(ushort)] = ElementType.UInt16,
        [typeof(int)] = ElementType.Int32,
        [typeof(uint)] = ElementType.UInt32,
        [typeof(long)] = ElementType.Int64,
        [typeof(ulong)] = ElementType.UInt64,
        [typeof(bool)] = ElementType.Boolean,
        [typeof(Complex)] = ElementType.Complex128,
    };

    /// <summary>Bits that one element takes in a packed tensor; 0 for the kinds that have no bytes of fixed size.</summary>
    public static int BitsPerElement(this ElementType type) => type switch
    {
        ElementType.Int2 => 2,
        ElementType.Int4 or ElementType.UInt4 => 4,
        ElementType.Int8 or ElementType.UInt8 or ElementType.Boolean => 8,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16 => 16,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 32,
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 => 64,
        ElementType.Complex128 => 128,
        _ => 0,
    };

    /// <summary>Whether elements have a fixed size, so that a tensor of them is a run of bytes.</summary>
    public static bool HasFixedSize(this ElementType type) => type.BitsPerElement() != 0;

    public static bool IsFloatingPoint(this ElementType type) =>
        type is ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16 or ElementType.Float64;

    /// <summary>Whether the type is an integer, of any width and signedness; booleans are none.</summary>
    public static bool IsInteger(this ElementType type) => type is >= ElementType.Int2 and <= ElementType.UInt64;

    /// <summary>
    /// Bytes that <paramref name="elementCount"/> elements take, the last byte filled up where elements are smaller than one.
    /// </summary>
    /// <exception cref="OctavoException">2^60 bytes or more (kind Shape).</exception>
    public static long SizeInBytes(this ElementType type, long elementCount) =>
        CheckedSize.Sum(CheckedSize.Product(elementCount, type.BitsPerElement()), 7) / 8;

    /// <summary>The element type that a .NET type stands for. <see cref="bool"/> is stored as one byte.</summary>
    /// <exception cref="ArgumentException">No element type has this representation.</exception>
    public static ElementType Of<T>()
        where T : unmanaged =>
        ByClrType.TryGetValue(typeof(T), out var type) ? type
            : throw new ArgumentException($"No element type is stored as {typeof(T).Name}.");

    /// <summary>Whether values of <typeparamref name="T"/> are the stored form of <paramref name="type"/>.</summary>
    public static bool IsStoredAs<T>(this ElementType type)
        where T : unmanaged =>
        (ByClrType.TryGetValue(typeof(T), out var own) && own == type)
        || (typeof(T) == typeof(byte) && type == ElementType.Boolean)
        || (typeof(T) == typeof(ushort) && type is ElementType.BFloat16 or ElementType.Float16);
}
