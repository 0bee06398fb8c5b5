using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.TFLite;

/// <summary>Which element type stands behind each tensor type of a file.</summary>
internal static class TensorTypes
{
    private static readonly (TensorType File, ElementType Element)[] Pairs =
    [
        (TensorType.FLOAT32, ElementType.Float32),
        (TensorType.FLOAT16, ElementType.Float16),
        (TensorType.INT32, ElementType.Int32),
        (TensorType.UINT8, ElementType.UInt8),
        (TensorType.INT64, ElementType.Int64),
        (TensorType.STRING, ElementType.String),
        (TensorType.BOOL, ElementType.Boolean),
        (TensorType.INT16, ElementType.Int16),
        (TensorType.COMPLEX64, ElementType.Complex64),
        (TensorType.INT8, ElementType.Int8),
        (TensorType.FLOAT64, ElementType.Float64),
        (TensorType.COMPLEX128, ElementType.Complex128),
        (TensorType.UINT64, ElementType.UInt64),
        (TensorType.RESOURCE, ElementType.Resource),
        (TensorType.VARIANT, ElementType.Variant),
        (TensorType.UINT32, ElementType.UInt32),
        (TensorType.UINT16, ElementType.UInt16),
        (TensorType.INT4, ElementType.Int4),
        (TensorType.BFLOAT16, ElementType.BFloat16),
        (TensorType.INT2, ElementType.Int2),
        (TensorType.UINT4, ElementType.UInt4),
    ];

    /// <returns>Null for a type that Octavo has no element type for (the 8-bit floats).</returns>
    public static ElementType? ToElementType(this TensorType type)
    {
        foreach (var (file, element) in Pairs)
        {
            if (file == type)
            {
                return element;
            }
        }

        return null;
    }

    public static TensorType ToTensorType(this ElementType type) => Array.Find(Pairs, pair => pair.Element == type).File;
}
