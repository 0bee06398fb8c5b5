using System.Numerics;
using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Elements of any numeric type as doubles; complex numbers as two each. 64-bit integers beyond 2^53 round.</summary>
internal static class TensorValues
{
    /// <exception cref="OctavoException">UnsupportedFeature: text, or elements below a byte.</exception>
    public static double[] ToDouble(Tensor tensor) => tensor.ElementType switch
    {
        ElementType.Float32 => Convert<float>(tensor),
        ElementType.Float16 => Convert<Half>(tensor),
        ElementType.BFloat16 =>
            Array.ConvertAll(tensor.Values<ushort>().ToArray(), bits => (double)BitConverter.Int32BitsToSingle(bits << 16)),
        ElementType.Float64 => Convert<double>(tensor),
        ElementType.Int8 => Convert<sbyte>(tensor),
        ElementType.UInt8 or ElementType.Boolean => Convert<byte>(tensor),
        ElementType.Int16 => Convert<short>(tensor),
        ElementType.UInt16 => Convert<ushort>(tensor),
        ElementType.Int32 => Convert<int>(tensor),
        ElementType.UInt32 => Convert<uint>(tensor),
        ElementType.Int64 => Convert<long>(tensor),
        ElementType.UInt64 => Convert<ulong>(tensor),
        ElementType.Complex64 => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray(), value => (double)value),
        ElementType.Complex128 => MemoryMarshal.Cast<byte, double>(tensor.Bytes.Span).ToArray(),
        _ => throw new OctavoException(ErrorKind.UnsupportedFeature, "These elements are not read as numbers.", found: $"{tensor}"),
    };

    private static double[] Convert<T>(Tensor tensor)
        where T : unmanaged, INumberBase<T>
    {
        var values = tensor.Values<T>();
        var result = new double[values.Length];
        for (var index = 0; index < result.Length; index++)
        {
            result[index] = double.CreateChecked(values[index]);
        }

        return result;
    }
}
