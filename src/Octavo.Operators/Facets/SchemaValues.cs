using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The schema's enumerations and Octavo's, one in terms of the other.</summary>
internal static class SchemaValues
{
    private static readonly (TensorType Schema, ElementType Own)[] Types =
    [
        (TensorType.BFLOAT16, ElementType.BFloat16),
        (TensorType.BOOL, ElementType.Boolean),
        (TensorType.COMPLEX128, ElementType.Complex128),
        (TensorType.COMPLEX64, ElementType.Complex64),
        (TensorType.FLOAT16, ElementType.Float16),
        (TensorType.FLOAT32, ElementType.Float32),
        (TensorType.FLOAT64, ElementType.Float64),
        (TensorType.INT16, ElementType.Int16),
        (TensorType.INT2, ElementType.Int2),
        (TensorType.INT32, ElementType.Int32),
        (TensorType.INT4, ElementType.Int4),
        (TensorType.INT64, ElementType.Int64),
        (TensorType.INT8, ElementType.Int8),
        (TensorType.RESOURCE, ElementType.Resource),
        (TensorType.STRING, ElementType.String),
        (TensorType.UINT16, ElementType.UInt16),
        (TensorType.UINT32, ElementType.UInt32),
        (TensorType.UINT4, ElementType.UInt4),
        (TensorType.UINT64, ElementType.UInt64),
        (TensorType.UINT8, ElementType.UInt8),
        (TensorType.VARIANT, ElementType.Variant),
    ];

    private static readonly Dictionary<TensorType, ElementType> OwnTypes = Types.ToDictionary(pair => pair.Schema, pair => pair.Own);

    private static readonly Dictionary<ElementType, TensorType> SchemaTypes = Types.ToDictionary(pair => pair.Own, pair => pair.Schema);

    /// <summary>Null where Octavo has no such type (8-bit floats), or the schema has none.</summary>
    public static ElementType? FindElementType(this TensorType type) => OwnTypes.TryGetValue(type, out var own) ? own : null;

    /// <exception cref="OctavoException">Octavo has no such type, or the schema has none.</exception>
    public static ElementType ToElementType(this TensorType type) => type.FindElementType() ?? throw Unknown("element type", type);

    public static TensorType ToSchema(this ElementType type) => SchemaTypes[type];

    /// <exception cref="OctavoException">The schema has no such activation.</exception>
    public static FusedActivation ToFusedActivation(this ActivationFunctionType activation) =>
        Enum.IsDefined(activation) ? (FusedActivation)activation : throw Unknown("fused activation", activation);

    public static ActivationFunctionType ToSchema(this FusedActivation activation) => (ActivationFunctionType)activation;

    /// <exception cref="OctavoException">The schema has no such padding.</exception>
    public static Padding ToPadding(this FlatBuffers.Padding padding) =>
        Enum.IsDefined(padding) ? (Padding)padding : throw Unknown("padding", padding);

    public static FlatBuffers.Padding ToSchema(this Padding padding) => (FlatBuffers.Padding)padding;

    private static OctavoException Unknown<T>(string what, T value)
        where T : struct, Enum =>
        new(ErrorKind.MalformedModel, $"{what} {Convert.ToInt32(value)} is unknown", expected: "a value of the schema",
            found: value.ToString());
}
