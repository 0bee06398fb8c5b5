using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Which unknown sizes of an output are sizes of inputs, or integers that they hold.</summary>
internal static class SizeRules
{
    /// <summary>The sizes of the only output of a node; those that its operator does not speak of are new.</summary>
    public static SymbolicSize[] Apply(Node node, ShapeArithmetic arithmetic)
    {
        var shape = node.Output.Shape;
        var map = node.Operator as IAxisMap;
        return [.. Enumerable.Range(0, shape.Rank).Select(axis =>
            shape[axis] >= 0 ? new SymbolicSize(shape[axis])
            : (map is null ? null : Size(node, map.SourceOf(node, 0, axis), axis, arithmetic)) ?? arithmetic.Fresh())];
    }

    private static SymbolicSize? Size(Node node, AxisSource source, int axis, ShapeArithmetic arithmetic) => source.Origin switch
    {
        AxisOrigin.Size or AxisOrigin.Whole => SizeOf(node, source, arithmetic),
        AxisOrigin.Joined when node.Inputs.Count == 1 => SizeOf(node, source, arithmetic),
        AxisOrigin.Operands => Broadcast(node, node.Output.Shape.Rank - axis, arithmetic),
        AxisOrigin.Product => arithmetic.SizesOf(node.Input(source.Input)) is { } sizes && sizes.Length >= source.Axis + source.Count
            ? ShapeArithmetic.Product(sizes[source.Axis..(source.Axis + source.Count)])
            : null,
        AxisOrigin.Element => Named(node, source, arithmetic),
        _ => null,
    };

    private static SymbolicSize? SizeOf(Node node, AxisSource source, ShapeArithmetic arithmetic) =>
        arithmetic.SizesOf(node.Input(source.Input)) is { } sizes && source.Axis < sizes.Length ? sizes[source.Axis] : null;

    /// <summary>Where one operand only is not stretched along an axis, or all are equal, that is the size.</summary>
    private static SymbolicSize? Broadcast(Node node, int fromEnd, ShapeArithmetic arithmetic)
    {
        var operands = node.Inputs.OfType<Value>().Select(arithmetic.SizesOf).ToArray();
        if (Array.Exists(operands, operand => operand is null))
        {
            return null;
        }

        var one = new SymbolicSize(1);
        var candidates = operands.Where(operand => operand!.Length >= fromEnd).Select(operand => operand![^fromEnd])
            .Where(size => size != one).Distinct().ToArray();
        return candidates.Length == 1 ? candidates[0] : null;
    }

    /// <summary>An element of a vector of sizes; where that is -1, what remains of the data.</summary>
    private static SymbolicSize? Named(Node node, AxisSource source, ShapeArithmetic arithmetic)
    {
        if (arithmetic.ElementsOf(node.Input(source.Input)) is not { } elements || elements.Length != node.Output.Shape.Rank)
        {
            return null;
        }

        var size = (source.RestOf < 0 ? elements : arithmetic.Complete(elements, node.Input(source.RestOf)))[source.Axis];
        return size is { IsKnown: true, Factor: < 0 } ? null : size;
    }
}
