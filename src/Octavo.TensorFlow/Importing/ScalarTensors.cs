using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Makes constants that importers need, in the element type of the values that they meet.</summary>
internal static class ScalarTensors
{
    /// <summary>A scalar; integers are truncated towards zero.</summary>
    /// <exception cref="OctavoException">No number has this type (kind UnsupportedOperator).</exception>
    public static Tensor Make(ElementType elementType, double value) => elementType switch
    {
        ElementType.Float32 => Tensor.Scalar((float)value),
        ElementType.Float64 => Tensor.Scalar(value),
        ElementType.Float16 => Tensor.Scalar((Half)value),
        ElementType.Int8 => Tensor.Scalar((sbyte)value),
        ElementType.UInt8 => Tensor.Scalar((byte)value),
        ElementType.Int16 => Tensor.Scalar((short)value),
        ElementType.UInt16 => Tensor.Scalar((ushort)value),
        ElementType.Int32 => Tensor.Scalar((int)value),
        ElementType.UInt32 => Tensor.Scalar((uint)value),
        ElementType.Int64 => Tensor.Scalar((long)value),
        ElementType.UInt64 => Tensor.Scalar((ulong)value),
        _ => throw new OctavoException(ErrorKind.UnsupportedOperator, "No number can be made of this element type.", null, "a numeric type",
            $"{elementType}"),
    };
}
