using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Finds where an unknown size comes from: the size of one axis of an input of the graph.</summary>
internal static class SizeOrigins
{
    /// <summary>Deeper than the graphs of any step; what is deeper has an unknown origin.</summary>
    private const int Deepest = 256;

    /// <summary>The value that nothing computes, and its axis; or an axis of known size; null where an operator on the way makes sizes of its own.</summary>
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

        return value.Producer.Operator is IElementwise or Select
            ? Operands(value.Producer, value, axis).Select(operand => Find(operand.Value, operand.Axis, seen, depth + 1)).FirstOrDefault(origin => origin is not null)
            : Step(value.Producer, value, axis) is { } next ? Find(next.Value, next.Axis, seen, depth + 1)
            : null;
    }

    private static (Value Value, int Axis)? Step(Node node, Value value, int axis) => node.Operator switch
    {
        BatchMatMul product => Product(node, product, value, axis),
        FullyConnected when axis == 0 && node.Input(0).Shape is { HasRank: true, Rank: 2 } => (node.Input(0), 0),
        Concatenation joined when value.Shape.NormalizeAxis(joined.Axis) != axis => (node.Input(0), axis),
        Split when node.Input(0).Constant is { } along && value.Shape.NormalizeAxis(IndexValues.ToInt32(along.Evaluate(), node.Where)[0]) != axis => (node.Input(1), axis),
        SplitV when node.Input(2).Constant is { } along && value.Shape.NormalizeAxis(IndexValues.ToInt32(along.Evaluate(), node.Where)[0]) != axis => (node.Input(0), axis),
        Gather { Axis: 0, BatchDimensions: 0 } => Gathered(node, axis),
        Transpose when node.Input(1).Constant is { } order => (node.Input(0), IndexValues.ToInt32(order.Evaluate(), node.Where)[axis]),
        Softmax or LogSoftmax or DynamicUpdateSlice or Cumsum or ReverseV2 => (node.Input(0), axis),
        ExpandDims when node.Input(1).Constant is { } place && value.Shape.HasRank => Inserted(node, value.Shape.NormalizeAxis(IndexValues.ToInt32(place.Evaluate(), node.Where)[0]), axis),
        Fill => Filled(node, axis),
        While or If => Passed(node, value, axis),
        Tile when node.Input(1).Constant is { } repeats && IndexValues.ToInt32(repeats.Evaluate(), node.Where)[axis] == 1 => (node.Input(0), axis),
        BroadcastTo => Size(node.Input(1), axis),
        Reshape => Size(node.Input(1), axis) ?? Kept(node.Input(0), value, axis),
        Squeeze => Kept(node.Input(0), value, axis),
        Conv2D or DepthwiseConv2D or AveragePool2D or MaxPool2D when axis == 0 => (node.Input(0), 0),
        _ => node.Inputs.Count == 1 && node.Input(0).Shape == value.Shape ? (node.Input(0), axis) : null,
    };

    private static (Value Value, int Axis)? Product(Node node, BatchMatMul product, Value value, int axis)
    {
        var rank = value.Shape.Rank;
        return axis == rank - 2 && !product.TransposeLeft ? (node.Input(0), node.Input(0).Shape.Rank - 2)
            : axis < rank - 2 && node.Input(0).Shape.Rank == rank ? (node.Input(0), axis)
            : null;
    }

    private static (Value Value, int Axis)? Gathered(Node node, int axis)
    {
        var positions = node.Input(1).Shape;
        return !positions.HasRank || !node.Input(0).Shape.HasRank ? null
            : axis < positions.Rank ? (node.Input(1), axis)
            : (node.Input(0), axis - positions.Rank + 1);
    }

    private static (Value Value, int Axis)? Inserted(Node node, int place, int axis) =>
        axis == place ? null : (node.Input(0), axis < place ? axis : axis - 1);

    /// <summary>A fill by parts of another value's sizes.</summary>
    private static (Value Value, int Axis)? Filled(Node node, int axis) => Size(node.Input(0), axis);

    private static (Value Value, int Axis)? Size(Value vector, int index) => vector.Producer is not { } node ? null : node.Operator switch
    {
        ShapeOf => (node.Input(0), index),
        Concatenation => Part(node, index),
        Pack { Axis: 0 } => Size(node.Input(index), 0),
        Reshape or Cast => Size(node.Input(0), index),
        StridedSlice when node.Input(1).Constant is { } start => Size(node.Input(0), IndexValues.ToInt32(start.Evaluate(), node.Where)[0] + index),
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
    private static (Value Value, int Axis)? Passed(Node node, Value value, int axis)
    {
        var position = node.Operator is While ? value.ProducerOutput : -1;
        return position >= 0 && node.Operator is While { Body.Graph: { } body } && Find(body.Outputs[position], axis) is { } origin
            && body.Inputs.ToList().IndexOf(origin.Value) is >= 0 and var input
            ? (node.Input(input), origin.Axis)
            : null;
    }

    /// <summary>An axis of unknown size that stands in front of axes of as many elements as before.</summary>
    private static (Value Value, int Axis)? Kept(Value before, Value after, int axis)
    {
        int[] Unknown(Shape shape) => shape.HasRank ? [.. Enumerable.Range(0, shape.Rank).Where(other => shape[other] < 0)] : [];
        long Elements(Shape shape, int from) => Enumerable.Range(from, shape.Rank - from).Aggregate(1L, (count, other) => count * shape[other]);
        return Unknown(before.Shape) is [var its] && Unknown(after.Shape) is [var only] && only == axis && Elements(before.Shape, its + 1) == Elements(after.Shape, axis + 1)
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
