using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo;

/// <summary>
/// Sizes of a tensor's axes, outermost first. A size is at least 0, or <see cref="UnknownSize"/> where it is not known
/// before the model runs; the rank itself may be unknown too (<see cref="Unknown"/>, also the default value).
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>Stands for the size of an axis that is not known.</summary>
    public const int UnknownSize = -1;

    private const int MostShownAxes = 16;

    private readonly ImmutableArray<int> sizes;

    /// <exception cref="ArgumentOutOfRangeException">A size is below -1.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        foreach (var size in sizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, UnknownSize, nameof(sizes));
        }

        this.sizes = [.. sizes];
    }

    /// <summary>A shape of unknown rank.</summary>
    public static Shape Unknown => default;

    /// <summary>The shape of a single value: rank 0, one element.</summary>
    public static Shape Scalar { get; } = new([]);

    public bool HasRank => !sizes.IsDefault;

    /// <exception cref="OctavoException">The rank is unknown (kind UnsupportedFeature).</exception>
    public int Rank => HasRank ? sizes.Length : throw NotKnown("the number of axes of a tensor");

    /// <summary>Whether the rank and every size are known.</summary>
    public bool IsKnown => HasRank && !sizes.Contains(UnknownSize);

    /// <exception cref="OctavoException">The rank is unknown (kind UnsupportedFeature).</exception>
    public ReadOnlySpan<int> Sizes => HasRank ? sizes.AsSpan() : throw NotKnown("the number of axes of a tensor");

    /// <summary>Number of elements; 1 for a scalar.</summary>
    /// <exception cref="OctavoException">
    /// A size or the rank is unknown (kind UnsupportedFeature), or there are 2^63 elements or more (kind Shape).
    /// </exception>
    public long ElementCount
    {
        get
        {
            if (!IsKnown)
            {
                throw NotKnown("the number of elements of a tensor");
            }

            return ElementCountBetween(0, sizes.Length);
        }
    }

    /// <summary>Size of one axis; negative axes count from the end.</summary>
    /// <inheritdoc cref="NormalizeAxis" path="/exception"/>
    public int this[int axis] => Sizes[NormalizeAxis(axis)];

    /// <summary>Turns an axis counted from the end into one counted from the start.</summary>
    /// <exception cref="OctavoException">
    /// The axis is outside of [-rank, rank) (kind Shape: it is the model or its input that has too few), or the rank is unknown
    /// (kind UnsupportedFeature).
    /// </exception>
    public int NormalizeAxis(int axis)
    {
        if (axis < -Rank || axis >= Rank)
        {
            throw new OctavoException(
                ErrorKind.Shape, $"a tensor has no axis {axis}", expected: $"at least {(axis < 0 ? -(long)axis : axis + 1L)} axes",
                found: ToString());
        }

        return axis < 0 ? axis + Rank : axis;
    }

    public Shape With(int axis, int size)
    {
        var changed = ToArray();
        changed[NormalizeAxis(axis)] = size;
        return new Shape(changed);
    }

    /// <summary>Product of the sizes of the axes in [<paramref name="start"/>, <paramref name="end"/>).</summary>
    /// <exception cref="OctavoException">2^63 or more, or no such axes (kind Shape).</exception>
    public long ElementCountBetween(int start, int end)
    {
        long count = 1;
        for (var axis = start; axis < end; axis++)
        {
            count = CheckedSize.Product(count, this[axis]);
        }

        return count;
    }

    /// <summary>
    /// The shape that an elementwise operator gives: axes aligned at the end, a size of 1 stretched. An unknown size
    /// against a size above 1 gives that size; against 1 or unknown it stays unknown.
    /// </summary>
    /// <returns>False where two sizes differ and neither is 1.</returns>
    public static bool TryBroadcast(Shape left, Shape right, out Shape result)
    {
        result = Unknown;
        if (!left.HasRank || !right.HasRank)
        {
            return true;
        }

        var rank = Math.Max(left.Rank, right.Rank);
        var sizes = new int[rank];
        for (var axis = 1; axis <= rank; axis++)
        {
            var leftSize = axis <= left.Rank ? left.sizes[^axis] : 1;
            var rightSize = axis <= right.Rank ? right.sizes[^axis] : 1;
            if (leftSize > 1 && rightSize > 1 && leftSize != rightSize)
            {
                return false;
            }

            if ((leftSize == 0 && rightSize > 1) || (rightSize == 0 && leftSize > 1))
            {
                return false;
            }

            sizes[^axis] = leftSize == 1 ? rightSize
                : rightSize == 1 ? leftSize
                : leftSize == UnknownSize ? rightSize
                : leftSize;
        }

        result = new Shape(sizes);
        return true;
    }

    /// <summary>Whether a value of shape <paramref name="actual"/>, fully known, may stand where this shape is declared.</summary>
    public bool Admits(Shape actual)
    {
        if (!HasRank)
        {
            return true;
        }

        if (!actual.HasRank || actual.Rank != Rank)
        {
            return false;
        }

        for (var axis = 0; axis < Rank; axis++)
        {
            if (sizes[axis] != UnknownSize && actual.sizes[axis] != UnknownSize && sizes[axis] != actual.sizes[axis])
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(Shape other) =>
        HasRank == other.HasRank && (!HasRank || sizes.AsSpan().SequenceEqual(other.sizes.AsSpan()));

    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        if (HasRank)
        {
            foreach (var size in sizes)
            {
                hash.Add(size);
            }
        }

        return hash.ToHashCode();
    }

    public int[] ToArray() => Sizes.ToArray();

    /// <summary>
    /// For example <c>[1,28,28,?]</c>, <c>[]</c> for a scalar, <c>[...]</c> where the rank is unknown; of very many axes the first ones and
    /// their number.
    /// </summary>
    public override string ToString()
    {
        if (!HasRank)
        {
            return "[...]";
        }

        var shown = string.Join(',', sizes.Take(MostShownAxes).Select(size => size == UnknownSize ? "?" : size.ToString()));
        return sizes.Length <= MostShownAxes ? $"[{shown}]" : $"[{shown},... {sizes.Length} axes]";
    }

    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    private static OctavoException NotKnown(string what) => new(
        ErrorKind.UnsupportedFeature, $"{what} is not known before the model runs",
        hint: "Fix the shapes of the model's inputs (--input-shape).");
}
