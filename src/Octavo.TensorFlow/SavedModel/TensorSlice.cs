using System.Collections.Immutable;
using System.Globalization;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>A box inside a tensor: start and length of every axis; a length of -1 takes the whole axis (and its start is 0).</summary>
internal sealed record TensorSlice(ImmutableArray<(long Start, long Length)> Extents)
{
    public static TensorSlice From(TensorSliceProto slice) =>
        new([.. slice.Extent.Select(extent =>
            extent.HasLengthHackCase == TensorSliceProto.Types.Extent.HasLengthHackOneofCase.Length ? (extent.Start, extent.Length)
            : (0, -1))]);

    /// <summary>
    /// Parses what RestoreV2 names in its shapes and slices: the sizes of the whole tensor and, last, <c>start,length</c> of each
    /// axis (or <c>-</c> for all of it) with colons between. For example <c>100 16 0,50:-</c>.
    /// </summary>
    /// <exception cref="OctavoException">The text has another form.</exception>
    public static (Shape Whole, TensorSlice Slice) Parse(string text, string where)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sizes = words[..^1].Select(word => Number(word, text, where)).ToArray();
        var extents = words[^1].Split(':').Select(axis => Extent(axis, text, where)).ToImmutableArray();
        return extents.Length == sizes.Length && sizes.All(size => size is >= 0 and <= int.MaxValue)
            ? (new Shape([.. sizes.Select(size => (int)size)]), new TensorSlice(extents))
            : throw Malformed(text, where);
    }

    /// <summary>The same box with every length known.</summary>
    /// <returns>Null where the box is not inside of <paramref name="whole"/>.</returns>
    public TensorSlice? Within(Shape whole)
    {
        if (Extents.Length != whole.Rank)
        {
            return null;
        }

        var resolved =
            Extents.Select((extent, axis) => extent.Length < 0 ? (Start: 0L, Length: (long)whole[axis]) : extent).ToImmutableArray();
        return resolved.Where((extent, axis) =>
            extent.Start < 0 || extent.Length > whole[axis] || extent.Start > whole[axis] - extent.Length).Any()
            ? null
            : new TensorSlice(resolved);
    }

    /// <summary>The shape of a box whose lengths are known.</summary>
    public Shape Shape => new([.. Extents.Select(extent => (int)extent.Length)]);

    private static (long Start, long Length) Extent(string axis, string text, string where)
    {
        if (axis == "-")
        {
            return (0, -1);
        }

        var parts = axis.Split(',');
        return parts.Length == 2 ? (Number(parts[0], text, where), Number(parts[1], text, where)) : throw Malformed(text, where);
    }

    private static long Number(string word, string text, string where) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Malformed(text, where);

    private static OctavoException Malformed(string text, string where) =>
        new(ErrorKind.MalformedModel, "A slice of a partitioned variable is not understood.", where,
            "sizes and one extent an axis, like '100 16 0,50:-'", $"'{text}'");
}
