using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Nodes that compute the same on transposed inputs, their constants and axes transposed as well.</summary>
internal static class TransposableNode
{
    /// <summary>
    /// Whether the node can read its data before a transpose; <paramref name="keepsOutput"/> says that it then computes the very output that
    /// it computed, not a transposed one.
    /// </summary>
    public static bool Admits(Node node, AxisPermutation permutation, out bool keepsOutput)
    {
        keepsOutput = false;
        if (node.Outputs.Count != 1 || node.Inputs.Any(input => input is null || !input.IsPlain()) || !node.Output.IsPlain())
        {
            return false;
        }

        switch (node.Operator)
        {
            case Pad or PadV2:
                return node.Input(1).Integers() is not null && (node.Inputs.Count < 3 || node.Input(2).IsConstant);
            case Concatenation:
                return true;
            case Mean or Sum or ReduceMax or ReduceMin or ReduceProd:
                keepsOutput = !KeepsAxes(node.Operator);
                return node.Input(1).Integers() is { } axes && (!keepsOutput || RemainInOrder(axes, permutation));
            default:
                return node.Operator is IElementwise
                    && node.Inputs.All(input => !input!.IsConstant || (input.Shape.Rank <= permutation.Rank && input.Constant!.ElementType.HasFixedSize()));
        }
    }

    /// <summary>Which inputs are data, that is, are transposed with the node.</summary>
    public static IEnumerable<int> DataInputs(Node node) => node.Operator switch
    {
        Concatenation => Enumerable.Range(0, node.Inputs.Count),
        _ when node.Operator is IElementwise => Enumerable.Range(0, node.Inputs.Count).Where(index => !node.Input(index).IsConstant),
        _ => [0],
    };

    /// <summary>Lets the node read transposed data: its operator and constants follow. Data inputs are set by the caller.</summary>
    public static void Transpose(GraphEdit edit, Node node, AxisPermutation permutation)
    {
        switch (node.Operator)
        {
            case Pad or PadV2:
                var paddings = node.Input(1).Integers()!;
                var moved = new int[paddings.Length];
                for (var axis = 0; axis < permutation.Rank; axis++)
                {
                    paddings.AsSpan(2 * axis, 2).CopyTo(moved.AsSpan(2 * permutation.Axes[axis]));
                }

                edit.SetInput(node, 1, edit.AddConstant(node.Input(1).Name, Tensor.From(new Shape(permutation.Rank, 2), moved)));
                break;
            case Concatenation join:
                edit.SetOperator(node, join with { Axis = permutation.Axes[join.Axis < 0 ? join.Axis + permutation.Rank : join.Axis] });
                break;
            case Mean or Sum or ReduceMax or ReduceMin or ReduceProd:
                var axes = Array.ConvertAll(node.Input(1).Integers()!, axis => permutation.Axes[axis < 0 ? axis + permutation.Rank : axis]);
                edit.SetInput(node, 1, edit.AddConstant(node.Input(1).Name, Tensor.From(new Shape(axes.Length), axes)));
                break;
            default:
                for (var index = 0; index < node.Inputs.Count; index++)
                {
                    if (node.Input(index) is { Constant: { ElementCount: > 1 } constant } input)
                    {
                        edit.SetInput(node, index, edit.AddConstant(input.Name, Transpose(constant, permutation)));
                    }
                }

                break;
        }
    }

    private static Constant Transpose(Constant constant, AxisPermutation permutation)
    {
        var full = new Shape([.. Enumerable.Repeat(1, permutation.Rank - constant.Shape.Rank), .. constant.Shape.Sizes]);
        return ConstantComputation.Apply(new Transpose(), constant.Under(full), Constant.From(permutation.Inverse().ToTensor()));
    }

    private static bool KeepsAxes(Operator @operator) => @operator switch
    {
        Mean node => node.KeepsAxes,
        Sum node => node.KeepsAxes,
        ReduceMax node => node.KeepsAxes,
        ReduceMin node => node.KeepsAxes,
        ReduceProd node => node.KeepsAxes,
        _ => false,
    };

    private static bool RemainInOrder(int[] axes, AxisPermutation permutation)
    {
        var reduced = axes.Select(axis => axis < 0 ? axis + permutation.Rank : axis).ToHashSet();
        var remaining = permutation.Axes.Where((_, index) => !reduced.Contains(index)).ToArray();
        return remaining.SequenceEqual(remaining.Order());
    }
}
