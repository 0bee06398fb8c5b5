using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Reads operands that name axes, sizes and positions.</summary>
internal static class IndexValues
{
    /// <summary>
    /// The elements of an int32 or int64 tensor (also int8, uint8, int16) as 32-bit integers; values beyond 32 bits are clamped only where
    /// they are int64 extremes used as "to the end".
    /// </summary>
    /// <exception cref="OctavoException">The tensor holds no integers.</exception>
    public static int[] ToInt32(Tensor tensor, string where)
    {
        switch (tensor.ElementType)
        {
            case ElementType.Int32:
                return tensor.Values<int>().ToArray();
            case ElementType.Int64:
                var wide = tensor.Values<long>();
                var narrow = new int[wide.Length];
                for (var index = 0; index < wide.Length; index++)
                {
                    narrow[index] = (int)Math.Clamp(wide[index], int.MinValue, int.MaxValue);
                }

                return narrow;
            case ElementType.Int16:
                return Array.ConvertAll(tensor.Values<short>().ToArray(), value => (int)value);
            case ElementType.Int8:
                return Array.ConvertAll(tensor.Values<sbyte>().ToArray(), value => (int)value);
            case ElementType.UInt8:
                return Array.ConvertAll(tensor.Values<byte>().ToArray(), value => (int)value);
            default:
                throw new OctavoException(ErrorKind.MalformedModel, "an operand that names positions holds no integers", where,
                    "int32 or int64", tensor.ToString());
        }
    }
}
