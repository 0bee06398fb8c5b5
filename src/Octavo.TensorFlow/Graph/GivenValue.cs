using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Makes a value that a user gives for an input a tensor of the input's own type and shape.</summary>
internal static class GivenValue
{
    /// <param name="given">Numbers or booleans of any type.</param>
    /// <param name="type">The input's.</param>
    /// <param name="declared">The input's; one number stands for all elements of a known shape.</param>
    /// <param name="name">Names the input in errors.</param>
    /// <exception cref="OctavoException">The numbers do not fit the type, or the shape.</exception>
    public static Tensor For(Tensor given, ElementType? type, Shape declared, string name)
    {
        var shape = declared.Admits(given.Shape) ? given.Shape
            : declared.IsKnown && (given.ElementCount == 1 || declared.ElementCount == given.ElementCount) ? declared
            : throw new OctavoException(ErrorKind.Shape, $"The value given for input '{name}' has another shape.", null,
                declared.ToString(), given.Shape.ToString());
        var numbers = Numbers(given, name);
        var all = Enumerable.Range(0, checked((int)shape.ElementCount)).Select(index => numbers[numbers.Length == 1 ? 0 : index]).ToArray();
        return (type ?? given.ElementType) switch
        {
            ElementType.Boolean =>
                new Tensor(ElementType.Boolean, shape, Array.ConvertAll(all, number => (byte)Whole<byte>(number, name, 0, 1))),
            ElementType.Float32 => Make(ElementType.Float32, shape, all, number => (float)number),
            ElementType.Float64 => Make(ElementType.Float64, shape, all, number => number),
            ElementType.Float16 => Make(ElementType.Float16, shape, all, number => (Half)number),
            ElementType.Int8 => Make(ElementType.Int8, shape, all, number => Whole<sbyte>(number, name, sbyte.MinValue, sbyte.MaxValue)),
            ElementType.UInt8 => Make(ElementType.UInt8, shape, all, number => Whole<byte>(number, name, byte.MinValue, byte.MaxValue)),
            ElementType.Int16 => Make(ElementType.Int16, shape, all, number => Whole<short>(number, name, short.MinValue, short.MaxValue)),
            ElementType.Int32 => Make(ElementType.Int32, shape, all, number => Whole<int>(number, name, int.MinValue, int.MaxValue)),
            ElementType.Int64 =>
                Make(ElementType.Int64, shape, all,
                    number => Whole<long>(number, name, long.MinValue, Math.BitDecrement(9223372036854775808.0))),
            var other => throw new OctavoException(
                ErrorKind.UnsupportedFeature, $"Input '{name}' cannot be given a value.", null, "an input of numbers or booleans",
                $"an input of {other}"),
        };
    }

    private static double[] Numbers(Tensor given, string name) => given.ElementType switch
    {
        ElementType.Boolean => [.. given.Bytes.ToArray().Select(element => element == 0 ? 0.0 : 1.0)],
        ElementType.Float32 => Read<float>(given),
        ElementType.Float64 => Read<double>(given),
        ElementType.Int8 => Read<sbyte>(given),
        ElementType.UInt8 => Read<byte>(given),
        ElementType.Int16 => Read<short>(given),
        ElementType.Int32 => Read<int>(given),
        ElementType.Int64 => Read<long>(given),
        _ => throw new OctavoException(ErrorKind.Usage, $"The value for input '{name}' is of no use.", null, "numbers or booleans",
            given.ToString()),
    };

    private static double[] Read<TElement>(Tensor given)
        where TElement : unmanaged, INumberBase<TElement> => [.. given.Values<TElement>().ToArray().Select(double.CreateChecked)];

    private static TElement Whole<TElement>(double number, string name, double least, double most)
        where TElement : INumberBase<TElement> => number >= least && number <= most && double.IsInteger(number)
            ? TElement.CreateChecked(number)
            : throw new OctavoException(
                ErrorKind.Usage, $"The value for input '{name}' does not fit its type.", null,
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
                    string.Create(CultureInfo.InvariantCulture, $"{number}"));

    private static Tensor Make<TElement>(ElementType type, Shape shape, double[] numbers, Func<double, TElement> convert)
        where TElement : unmanaged =>
        new(type, shape, MemoryMarshal.AsBytes<TElement>(Array.ConvertAll(numbers, number => convert(number))).ToArray());
}
