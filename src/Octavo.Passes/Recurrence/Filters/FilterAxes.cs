using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>What the axes of a value count. Axes of one position count nothing, so that they may come and go.</summary>
internal sealed record FilterAxes(Shape Shape, ImmutableArray<FilterAxis> Axes)
{
    /// <summary>Whether elements stand batch by batch, and in each filter by filter.</summary>
    public bool AreBatchMajor =>
        Axes.Where(axis => axis != FilterAxis.None).SequenceEqual(new[] { FilterAxis.Batch, FilterAxis.Filter }.Where(Axes.Contains));

    /// <param name="axis">Of each axis; those of one position are left out.</param>
    public static FilterAxes Of(Shape shape, Func<int, FilterAxis> axis) =>
        new(shape, [.. Enumerable.Range(0, shape.Rank).Select(index => shape[index] == 1 ? FilterAxis.None : axis(index))]);

    /// <summary>How many positions an axis has.</summary>
    public int Count(FilterAxis axis) => Axes.IndexOf(axis) is >= 0 and var index ? Shape[index] : 1;

    /// <summary>Behind a node that moves axes alone; null for other nodes.</summary>
    public FilterAxes? Behind(Node node) => node.Operator switch
    {
        Reshape or Squeeze or ExpandDims => Under(node.Output.Shape),
        Transpose when node.Input(1).Integers() is { } permutation && permutation.Length == Axes.Length =>
            new FilterAxes(node.Output.Shape, [.. permutation.Select(axis => Axes[axis])]),
        _ => null,
    };

    /// <summary>Behind a sum over one axis; null where it is over others.</summary>
    public FilterAxes? Behind(Node sum, FilterAxis over)
    {
        if (sum.Operator is not Sum { KeepsAxes: var keeps } || sum.Input(1).Integers() is not { } axes)
        {
            return null;
        }

        var reduced = axes.Select(axis => axis < 0 ? axis + Axes.Length : axis).ToHashSet();
        if (!reduced.All(axis => Axes[axis] == over || Axes[axis] == FilterAxis.None) || !reduced.Any(axis => Axes[axis] == over))
        {
            return null;
        }

        return new FilterAxes(
            sum.Output.Shape,
            [.. Enumerable.Range(0, Axes.Length).Where(axis => keeps || !reduced.Contains(axis))
                .Select(axis => reduced.Contains(axis) ? FilterAxis.None : Axes[axis])]);
    }

    /// <summary>The last two axes the other way round.</summary>
    public FilterAxes WithLastSwapped() => new(
        new Shape([.. Shape.ToArray()[..^2], Shape[-1], Shape[-2]]), [.. Axes[..^2], Axes[^1], Axes[^2]]);

    /// <summary>What a constant says where it meets the value element by element: float32 [filters, moments].</summary>
    /// <returns>Null where it varies along other axes, or stretches the value.</returns>
    public Constant? Along(Constant constant)
    {
        var (filters, moments) = (Count(FilterAxis.Filter), Count(FilterAxis.Time));
        var strides = new Dictionary<FilterAxis, int> { [FilterAxis.Filter] = 0, [FilterAxis.Time] = 0 };
        var stride = 1;
        for (var index = constant.Shape.Rank - 1; index >= 0; stride *= constant.Shape[index--])
        {
            var place = index + Axes.Length - constant.Shape.Rank;
            if (constant.Shape[index] == 1)
            {
                continue;
            }

            if (place < 0 || constant.Shape[index] != Shape[place] || !strides.ContainsKey(Axes[place]))
            {
                return null;
            }

            strides[Axes[place]] = stride;
        }

        var shape = new Shape(filters, moments);
        return ConstantComputation.Make(ElementType.Float32, shape, $"{constant.Origin}, by filter".TrimStart(',', ' '), () =>
        {
            var elements = constant.Evaluate().Values<float>().ToArray();
            return Tensor.From(shape, [.. Enumerable.Range(0, filters).SelectMany(filter => Enumerable.Range(0, moments)
                .Select(moment => elements[(filter * strides[FilterAxis.Filter]) + (moment * strides[FilterAxis.Time])]))]);
        }, constant);
    }

    /// <summary>
    /// The same elements under another shape, in which filters may fall into units and ranks; null where axes of several positions become
    /// others.
    /// </summary>
    private FilterAxes? Under(Shape shape)
    {
        if (!shape.IsKnown)
        {
            return null;
        }

        var pending = new Queue<(FilterAxis Axis, int Count)>(Enumerable.Range(0, Axes.Length)
            .Where(index => Axes[index] != FilterAxis.None).Select(index => (Axes[index], Shape[index])));
        var axes = new FilterAxis[shape.Rank];
        for (var index = 0; index < shape.Rank; index++)
        {
            if (shape[index] == 1)
            {
                continue;
            }

            if (!pending.TryDequeue(out var next))
            {
                return null;
            }

            axes[index] = next.Axis;
            if (next.Count != shape[index])
            {
                var rank = Enumerable.Range(index + 1, shape.Rank - index - 1).FirstOrDefault(later => shape[later] != 1);
                if (next.Axis != FilterAxis.Filter || rank == 0 || shape[index] * shape[rank] != next.Count || pending.Count != 0)
                {
                    return null;
                }

                axes[rank] = FilterAxis.Rank;
                index = rank;
            }
        }

        return pending.Count == 0 ? new FilterAxes(shape, [.. axes]) : null;
    }
}
