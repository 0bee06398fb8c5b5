using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>
/// Small whole numbers as floats: sums of their products are exact in any order, so that results can be compared exactly.
/// </summary>
internal static class WholeNumbers
{
    public static Tensor Floats(int seed, params int[] sizes) =>
        Tensor.From(new Shape(sizes), Values(seed, sizes).Select(value => (float)value).ToArray());

    public static Tensor Integers(int seed, params int[] sizes) => Tensor.From(new Shape(sizes), Values(seed, sizes));

    /// <summary>The sum of the products of elements at the same positions.</summary>
    public static double Dot(Tensor left, Tensor right)
    {
        Assert.Equal(left.Shape, right.Shape);
        return left.Values<float>().ToArray().Zip(right.Values<float>().ToArray(), (first, second) => (double)first * second).Sum();
    }

    /// <summary>The positions of all elements, in order.</summary>
    public static IEnumerable<int[]> Positions(Shape shape)
    {
        var position = new int[shape.Rank];
        for (long element = 0; element < shape.ElementCount; element++)
        {
            yield return position;
            for (var axis = shape.Rank - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
            {
                position[axis] = 0;
            }
        }
    }

    public static int IndexOf(Shape shape, params IEnumerable<int> position) =>
        position.Select((place, axis) => (place, axis)).Aggregate(0, (index, part) => (index * shape[part.axis]) + part.place);

    private static int[] Values(int seed, int[] sizes)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, sizes.Aggregate(1, (product, size) => product * size)).Select(_ => random.Next(-8, 9)).ToArray();
    }
}
