using System.Collections.Frozen;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// The operators that compute every row of a step by itself, and how each of them computes all steps at once: every value that differs from step to step gets
/// an axis of time in front, and each element comes out of the same operations in the same order.
/// </summary>
internal static class StepOperators
{
    /// <summary>More axes than these, time not counted, are no rows.</summary>
    private const int MostAxes = 3;

    /// <summary>Besides those of <see cref="IElementwise"/>.</summary>
    private static readonly FrozenDictionary<Type, Rule> Rules = new Dictionary<Type, Rule>
    {
        [typeof(BatchMatMul)] = Product,
        [typeof(Concatenation)] = Join,
        [typeof(ExpandDims)] = (node, _) => AtAxis(node, 1, node.Output.Shape.Rank),
        [typeof(FullyConnected)] = RowProduct,
        [typeof(L2Normalization)] = (node, _) => new StepOperator(node.Operator),
        [typeof(LogSoftmax)] = (node, _) => new StepOperator(node.Operator),
        [typeof(Mean)] = (node, _) => AtAxis(node, 1, node.Input(0).Shape.Rank),
        [typeof(ReduceMax)] = (node, _) => AtAxis(node, 1, node.Input(0).Shape.Rank),
        [typeof(ReduceMin)] = (node, _) => AtAxis(node, 1, node.Input(0).Shape.Rank),
        [typeof(Slice)] = (node, _) => Cut(node, node.Operator, 0, -1),
        [typeof(Softmax)] = (node, _) => new StepOperator(node.Operator),
        [typeof(Split)] = (node, _) => AtAxis(node, 0, node.Input(1).Shape.Rank),
        [typeof(SplitV)] = (node, _) => AtAxis(node, 2, node.Input(0).Shape.Rank),
        [typeof(StridedSlice)] = (node, _) => Cut(node, BehindTime((StridedSlice)node.Operator), 0, 0, 1),
        [typeof(Sum)] = (node, _) => AtAxis(node, 1, node.Input(0).Shape.Rank),
    }.ToFrozenDictionary();

    private delegate StepOperator? Rule(Node node, Func<Value, bool> varies);

    /// <param name="node">Of a loop's body.</param>
    /// <param name="varies">Whether a value differs from step to step; all others stay what they are.</param>
    /// <returns>Null where all steps cannot be computed at once.</returns>
    public static StepOperator? OverSteps(Node node, Func<Value, bool> varies)
    {
        if (!node.Outputs.Concat(node.Inputs.OfType<Value>().Where(varies)).All(value => value.IsPlain() && value.Shape is { HasRank: true, Rank: > 0 and <= MostAxes }))
        {
            return null;
        }

        return Rules.TryGetValue(node.Operator.GetType(), out var rule) ? rule(node, varies)
            : node.Operator is IElementwise ? Elementwise(node, varies)
            : null;
    }

    /// <summary>What differs from step to step has all axes of the result, so that time stands before them.</summary>
    private static StepOperator? Elementwise(Node node, Func<Value, bool> varies)
    {
        var rank = node.Output.Shape.Rank;
        return node.Inputs.All(input => varies(input!) ? input!.Shape.Rank == rank : input!.Shape is { HasRank: true } shape && shape.Rank <= rank && node.Operator is not AddN)
            ? new StepOperator(node.Operator)
            : null;
    }

    private static StepOperator? Product(Node node, Func<Value, bool> varies) =>
        node.Operator is BatchMatMul { TransposeLeft: false } && !varies(node.Input(1)) && node.Input(1).Shape is { HasRank: true, Rank: 2 } ? new StepOperator(node.Operator) : null;

    private static StepOperator? RowProduct(Node node, Func<Value, bool> varies) =>
        node.Operator is FullyConnected { WeightsFormat: FullyConnectedWeightsFormat.Default } product && node.Inputs.Skip(1).All(input => input is null || !varies(input))
        && (product.KeepRank || (node.Input(0).Shape.Rank == 2 && node.Input(0).Shape[-1] == node.Input(1).Shape[-1]))
            ? new StepOperator(product with { KeepRank = true })
            : null;

    private static StepOperator? Join(Node node, Func<Value, bool> varies) =>
        node.Operator is Concatenation join && node.Inputs.All(input => varies(input!)) ? new StepOperator(join with { Axis = BehindTime(join.Axis) }) : null;

    /// <summary>The same node with the axes of an operand counted behind that of time.</summary>
    private static StepOperator? AtAxis(Node node, int operand, int rank) =>
        node.Input(operand).Integers() is { } axes && Array.TrueForAll(axes, axis => axis >= -rank && axis < rank)
            ? new StepOperator(node.Operator, (operand, Tensor.From(node.Input(operand).Shape, Array.ConvertAll(axes, BehindTime))))
            : null;

    /// <summary>A slice that takes all of the axis of time.</summary>
    /// <param name="first">The element of each operand behind the data that speaks of time.</param>
    private static StepOperator? Cut(Node node, Operator @operator, params int[] first)
    {
        var positions = first.Select((element, index) => (Input: index + 1, Element: element, Elements: node.Input(index + 1).Integers())).ToArray();
        return Array.TrueForAll(positions, position => position.Elements is not null)
            ? new StepOperator(@operator, [.. positions.Select(position => (position.Input, Tensor.From(new Shape(position.Elements!.Length + 1), [position.Element, .. position.Elements])))])
            : null;
    }

    private static int BehindTime(int axis) => axis < 0 ? axis : axis + 1;

    private static StridedSlice BehindTime(StridedSlice slice) => new(
        (slice.BeginMask << 1) | 1, (slice.EndMask << 1) | 1, slice.EllipsisMask << 1, slice.NewAxisMask << 1, slice.ShrinkAxisMask << 1, slice.EndIsOffset);
}
