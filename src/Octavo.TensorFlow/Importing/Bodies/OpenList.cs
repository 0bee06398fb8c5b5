using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// A list of tensors of which nobody has said yet what its elements look like; the first element that is written says so. Every other list
/// is a tensor [length, element...] itself.
/// </summary>
/// <param name="ElementType">Of the elements.</param>
/// <param name="Length">An int32 scalar; null in a graph that the list comes into as an argument.</param>
/// <param name="Element">What is known of the elements' shape.</param>
/// <param name="Written">Sizes of an element that was written; default where none was.</param>
/// <param name="Argument">Which argument of the graph it is; -1 where the list begins in the graph.</param>
/// <param name="Parts">Elements of different shapes, which no tensor holds together; default elsewhere.</param>
internal sealed record OpenList(
    ElementType ElementType, Value? Length, Shape Element, ImmutableArray<ElementSize> Written = default, int Argument = -1,
    ImmutableArray<Value> Parts = default)
{
    public bool IsWritten => !Written.IsDefault;

    /// <summary>The list as a graph sees it that it is passed to.</summary>
    public OpenList Passed(int argument) => this with { Length = null, Written = default, Parts = default, Argument = argument };

    /// <summary>The list after an element of these sizes was written.</summary>
    public OpenList With(ImmutableArray<ElementSize> element) => this with
    {
        Written =
            [.. element.Select((size, axis) =>
                Element.HasRank && Element.Rank == element.Length && Element[axis] >= 0 ? new ElementSize(Element[axis]) : size)],
    };
}
