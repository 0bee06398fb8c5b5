using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo.Evaluation;

/// <summary>
/// (value x scale + offset - mean) / deviation, with mean and deviation per channel (the last axis) where they are given; in double,
/// rounded once to float32 or float16. Integer types truncate the float32 value toward zero and stop at their ends.
/// </summary>
internal sealed record ValueScaling(double Scale, double Offset, double[] Mean, double[] Deviation, ElementType Type)
{
    public static IReadOnlyDictionary<string, ElementType> Types { get; } = new Dictionary<string, ElementType>
    {
        ["float16"] = ElementType.Float16,
        ["float32"] = ElementType.Float32,
        ["int16"] = ElementType.Int16,
        ["int32"] = ElementType.Int32,
        ["int8"] = ElementType.Int8,
        ["uint8"] = ElementType.UInt8,
    };

    /// <param name="values">Of any type that float64 holds exactly.</param>
    /// <param name="channels">Size of the last axis.</param>
    public Tensor Apply<TValue>(ReadOnlySpan<TValue> values, Shape shape, int channels)
        where TValue : INumberBase<TValue>
    {
        if ((Mean.Length > 1 && Mean.Length != channels) || (Deviation.Length > 1 && Deviation.Length != channels))
        {
            throw new OctavoException(ErrorKind.InvalidData, "Mean and deviation do not have as many values as the input has channels.",
                expected: $"{channels}", found: $"{Mean.Length} and {Deviation.Length}");
        }

        return Type switch
        {
            ElementType.Float16 => Convert(values, shape, channels, value => (Half)value),
            ElementType.Int16 => Convert(values, shape, channels, value => short.CreateSaturating((float)value)),
            ElementType.Int32 => Convert(values, shape, channels, value => int.CreateSaturating((float)value)),
            ElementType.Int8 => Convert(values, shape, channels, value => sbyte.CreateSaturating((float)value)),
            ElementType.UInt8 => Convert(values, shape, channels, value => byte.CreateSaturating((float)value)),
            _ => Convert(values, shape, channels, value => (float)value),
        };
    }

    private Tensor Convert<TValue, T>(ReadOnlySpan<TValue> values, Shape shape, int channels, Converter<double, T> convert)
        where TValue : INumberBase<TValue>
        where T : unmanaged
    {
        var bytes = new byte[(long)values.Length * Unsafe.SizeOf<T>()];
        var result = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        for (var index = 0; index < result.Length; index++)
        {
            var channel = index % channels;
            var mean = Mean.Length == 0 ? 0 : Mean[Mean.Length == 1 ? 0 : channel];
            var deviation = Deviation.Length == 0 ? 1 : Deviation[Deviation.Length == 1 ? 0 : channel];
            result[index] = convert(((double.CreateChecked(values[index]) * Scale) + Offset - mean) / deviation);
        }

        return new Tensor(ElementTypes.Of<T>(), shape, bytes);
    }
}
