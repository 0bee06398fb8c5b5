using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>One size of the elements of a list: a number, or the size of an axis of a value in the graph.</summary>
/// <param name="Known">-1 where <paramref name="Of"/> says.</param>
internal readonly record struct ElementSize(int Known, Value? Of = null, int Axis = 0)
{
    /// <summary>The sizes of a value from some axis on.</summary>
    public static ImmutableArray<ElementSize> All(Shape shape, Value value, int from = 0) =>
        [.. Enumerable.Range(from, shape.Rank - from)
            .Select(axis => shape[axis] >= 0 ? new ElementSize(shape[axis]) : new ElementSize(-1, value, axis))];

    /// <summary>The same size in the graph that runs the value's graph: there it must be that of an argument.</summary>
    /// <param name="inner">The graph that runs.</param>
    /// <param name="arguments">For each of its inputs the value that is passed.</param>
    /// <returns>Null where the size is no argument's.</returns>
    public ElementSize? Outside(Graph inner, IReadOnlyList<Value> arguments)
    {
        if (Of is null)
        {
            return this;
        }

        if (SizeOrigins.Find(Of, Axis) is not { } origin)
        {
            return null;
        }

        var input = inner.Inputs.ToList().IndexOf(origin.Value);
        return origin.Value is { IsConstant: true } || origin.Value.Shape[origin.Axis] >= 0
            ? new ElementSize(origin.Value.Shape[origin.Axis])
            : input < 0 || !arguments[input].Shape.HasRank ? null
            : arguments[input].Shape[origin.Axis] is >= 0 and var known ? new ElementSize(known)
            : new ElementSize(-1, arguments[input], origin.Axis);
    }

    /// <summary>The size as an int32 vector of one element.</summary>
    public Value Emit(ImportContext context) => Of is null ? context.Integers(Known) : context.Part(context.SizesOf(Of), Axis, Axis + 1);
}
