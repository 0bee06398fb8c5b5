using System.Numerics;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>Class indices from an integer array of one label a sample.</summary>
internal static class LabelArray
{
    public static int[] Read(Tensor tensor, string where) => tensor.ElementType switch
    {
        ElementType.Int8 => Convert<sbyte>(tensor, where),
        ElementType.UInt8 => Convert<byte>(tensor, where),
        ElementType.Int16 => Convert<short>(tensor, where),
        ElementType.UInt16 => Convert<ushort>(tensor, where),
        ElementType.Int32 => Convert<int>(tensor, where),
        ElementType.UInt32 => Convert<uint>(tensor, where),
        ElementType.Int64 => Convert<long>(tensor, where),
        ElementType.UInt64 => Convert<ulong>(tensor, where),
        _ => throw new OctavoException(ErrorKind.InvalidData, "Labels are class indices.", where, "an array of integers", $"{tensor}"),
    };

    private static int[] Convert<T>(Tensor tensor, string where)
        where T : unmanaged, IBinaryInteger<T>
    {
        var values = tensor.Values<T>();
        var labels = new int[values.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            labels[index] = int.CreateSaturating(values[index]);
            if (labels[index] < 0 || T.CreateSaturating(labels[index]) != values[index])
            {
                throw new OctavoException(ErrorKind.InvalidData, "A label is no class index.", where, "0 or above",
                    $"{values[index]} at index {index}");
            }
        }

        return labels;
    }
}
