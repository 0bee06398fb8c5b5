using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Finds where an unknown size comes from: the size of one axis of an input of the graph.</summary>
internal static class SizeOrigins
{
    /// <summary>Deeper than the graphs of any step; what is deeper has an unknown origin.</summary>
    private const int Deepest = 256;

    /// <summary>
    /// The value that nothing computes, and its axis; or an axis of known size; null where an operator on the way makes sizes of its own.
    /// </summary>
    public static (Value Value, int Axis)? Find(Value value, int axis) => Find(value, axis, [], 0);

    /// <param name="seen">What was looked at; where the search comes back to it, it has no origin.</param>
    private static (Value Value, int Axis)? Find(Value value, int axis, HashSet<(Value Value, int Axis)> seen, int depth)
    {
        if ((value.Shape.HasRank && value.Shape[axis] >= 0) || value.Producer is null)
        {
            return (value, axis);
        }

        if (depth == Deepest || !seen.Add((value, axis)))
        {
            return null;
        }

        return Steps(value.Producer, value, axis).Select(next => Find(next.Value, next.Axis, seen, depth + 1))
            .FirstOrDefault(origin => origin is not null);
    }

    /// <summary>The axes that an axis of a node's output has its size of, any of them.</summary>
    private static IEnumerable<(Value Value, int Axis)> Steps(Node node, Value value, int axis)
    {
        var source =
            node.Operator is IAxisMap map && value.Shape.HasRank ? map.SourceOf(node, value.ProducerOutput, axis) : AxisSource.None;
        return source.Origin switch
        {
            AxisOrigin.Operands => Operands(node, value, axis),
            AxisOrigin.Size or AxisOrigin.Whole => OnlyIf((node.Input(source.Input), source.Axis)),
            AxisOrigin.Joined when node.Inputs.Count == 1 => OnlyIf((node.Input(0), axis)),
            AxisOrigin.Element =>
                OnlyIf(Size(node.Input(source.Input), source.Axis)
                    ?? (source.RestOf < 0 ? null : Kept(node.Input(source.RestOf), value, axis))),
            _ => OnlyIf(node.Operator is While loop ? Passed(node, loop, value, axis) : null),
        };
    }

    private static IEnumerable<(Value Value, int Axis)> OnlyIf((Value Value, int Axis)? step) =>
        step is { } found && (!found.Value.Shape.HasRank || found.Axis < found.Value.Shape.Rank) ? [found] : [];

    private static (Value Value, int Axis)? Size(Value vector, int index) => vector.Producer is not { } node ? null : node.Operator switch
    {
        ShapeOf => (node.Input(0), index),
        Concatenation => Part(node, index),
        Pack { Axis: 0 } => Size(node.Input(index), 0),
        Reshape or Cast => Size(node.Input(0), index),
        StridedSlice when node.Input(1).Constant is { } start =>
            Size(node.Input(0), IndexValues.ToInt32(start.Evaluate(), node.Where)[0] + index),
        _ => null,
    };

    private static (Value Value, int Axis)? Part(Node node, int index)
    {
        foreach (var part in node.Inputs.OfType<Value>().Where(part => part.Shape.IsKnown))
        {
            if (index < part.Shape.ElementCount)
            {
                return Size(part, index);
            }

            index -= (int)part.Shape.ElementCount;
        }

        return null;
    }

    /// <summary>A loop keeps the sizes that its value has at first, where the body gives them back.</summary>
    private static (Value Value, int Axis)? Passed(Node node, While loop, Value value, int axis) =>
        loop.Body.Graph is { } body && Find(body.Outputs[value.ProducerOutput], axis) is { } origin && body.Inputs.ToList()
        .IndexOf(origin.Value) is >= 0 and var input
            ? (node.Input(input), origin.Axis)
            : null;

    /// <summary>An axis of unknown size that stands in front of axes of as many elements as before.</summary>
    private static (Value Value, int Axis)? Kept(Value before, Value after, int axis)
    {
        int[] Unknown(Shape shape) => shape.HasRank ? [.. Enumerable.Range(0, shape.Rank).Where(other => shape[other] < 0)] : [];
        long Elements(Shape shape, int from) =>
            Enumerable.Range(from, shape.Rank - from).Aggregate(1L, (count, other) => count * shape[other]);
        return Unknown(before.Shape) is [var its] && Unknown(after.Shape) is [var only] && only == axis
            && Elements(before.Shape, its + 1) == Elements(after.Shape, axis + 1)
            && Elements(before.Shape, 0) == Elements(after.Shape, 0)
            ? (before, its)
            : null;
    }

    /// <summary>The operands that are not stretched along the axis.</summary>
    private static IEnumerable<(Value Value, int Axis)> Operands(Node node, Value value, int axis)
    {
        var fromEnd = value.Shape.Rank - axis;
        return node.Inputs.OfType<Value>()
            .Where(operand => operand.Shape.HasRank && operand.Shape.Rank >= fromEnd && operand.Shape[operand.Shape.Rank - fromEnd] != 1)
            .Select(operand => (operand, operand.Shape.Rank - fromEnd));
    }
}
