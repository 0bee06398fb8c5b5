using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// TensorFlow's data types as element types. Quantized types are read as the integers that they store; reference types as what they refer
/// to.
/// </summary>
internal static class TensorFlowTypes
{
    private const int FirstReference = 100;

    private static readonly Dictionary<DataType, ElementType> ElementTypes = new()
    {
        [DataType.DtFloat] = ElementType.Float32,
        [DataType.DtDouble] = ElementType.Float64,
        [DataType.DtInt32] = ElementType.Int32,
        [DataType.DtUint8] = ElementType.UInt8,
        [DataType.DtInt16] = ElementType.Int16,
        [DataType.DtInt8] = ElementType.Int8,
        [DataType.DtString] = ElementType.String,
        [DataType.DtComplex64] = ElementType.Complex64,
        [DataType.DtInt64] = ElementType.Int64,
        [DataType.DtBool] = ElementType.Boolean,
        [DataType.DtQint8] = ElementType.Int8,
        [DataType.DtQuint8] = ElementType.UInt8,
        [DataType.DtQint32] = ElementType.Int32,
        [DataType.DtBfloat16] = ElementType.BFloat16,
        [DataType.DtQint16] = ElementType.Int16,
        [DataType.DtQuint16] = ElementType.UInt16,
        [DataType.DtUint16] = ElementType.UInt16,
        [DataType.DtComplex128] = ElementType.Complex128,
        [DataType.DtHalf] = ElementType.Float16,
        [DataType.DtResource] = ElementType.Resource,
        [DataType.DtVariant] = ElementType.Variant,
        [DataType.DtUint32] = ElementType.UInt32,
        [DataType.DtUint64] = ElementType.UInt64,
        [DataType.DtInt4] = ElementType.Int4,
        [DataType.DtUint4] = ElementType.UInt4,
        [DataType.DtInt2] = ElementType.Int2,
    };

    /// <exception cref="OctavoException">The type is one that Octavo has no element type for.</exception>
    public static ElementType ToElementType(this DataType type, string where) =>
        ElementTypes.TryGetValue(Referred(type), out var elementType)
            ? elementType
            : throw new OctavoException(
                Enum.IsDefined(type) && type != DataType.DtInvalid ? ErrorKind.UnsupportedFeature : ErrorKind.MalformedModel,
                "This data type has no element type.", where, "a type of numbers, booleans or strings", type.ToString());

    /// <summary>The name of any type, also of one that Octavo has no element type for.</summary>
    public static string NameOf(DataType type) => ElementTypes.TryGetValue(Referred(type), out var elementType) ? elementType.ToString()
        : Enum.IsDefined(type) ? type.ToString()["Dt".Length..] : $"type {(int)type}";

    /// <summary>Bits of one element as it is stored; null where elements have no fixed size.</summary>
    public static int? BitsOf(DataType type) =>
        ElementTypes.TryGetValue(Referred(type), out var elementType) && elementType.HasFixedSize()
        ? Math.Max(8, elementType.BitsPerElement()) : null;

    /// <summary>The enumeration's value for a name as op definitions write it (<c>float</c>, <c>int32</c>, <c>quint8</c>).</summary>
    public static DataType Parse(string name) => Enum.Parse<DataType>("Dt" + name, ignoreCase: true);

    public static DataType ToDataType(this ElementType type) => ElementTypes.First(pair => pair.Value == type).Key;

    private static DataType Referred(DataType type) => (int)type > FirstReference ? type - FirstReference : type;
}
