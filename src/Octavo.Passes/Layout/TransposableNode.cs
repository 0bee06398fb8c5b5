using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Nodes that compute the same on transposed inputs, their constants and axes transposed as well.</summary>
internal static class TransposableNode
{
    /// <summary>
    /// Whether the node can read its data before a transpose; <paramref name="keepsOutput"/> says that it then computes the very output
    /// that it computed, not a transposed one.
    /// </summary>
    public static bool Admits(Node node, AxisPermutation permutation, out bool keepsOutput)
    {
        keepsOutput = false;
        if (node.Operator is not IMovableAxes operation || node.Outputs.Count != 1
            || node.Inputs.Any(input => input is null || !input.IsPlain()) || !node.Output.IsPlain()
            || !Data(node, operation).All(index => IsMovable(node.Input(index), permutation)))
        {
            return false;
        }

        var moved = Move(node, operation, permutation);
        keepsOutput = moved is { KeepsOutput: true };
        return moved is not null;
    }

    /// <summary>Which inputs are computed data, that is, are transposed with the node.</summary>
    public static IEnumerable<int> DataInputs(Node node) =>
        Data(node, (IMovableAxes)node.Operator).Where(index => !node.Input(index).IsConstant);

    /// <summary>Lets the node read transposed data: its operator and constants follow. Data inputs are set by the caller.</summary>
    public static void Transpose(GraphEdit edit, Node node, AxisPermutation permutation)
    {
        var operation = (IMovableAxes)node.Operator;
        var moved = Move(node, operation, permutation)!;
        foreach (var index in Data(node, operation).ToArray())
        {
            if (node.Input(index) is { Constant: { ElementCount: > 1 } constant } input)
            {
                edit.SetInput(node, index, edit.AddConstant(input.Name, Transpose(constant, permutation)));
            }
        }

        foreach (var (index, elements) in moved.Operands)
        {
            edit.SetInput(node, index, edit.AddConstant(node.Input(index).Name, elements));
        }

        edit.SetOperator(node, moved.Operator);
    }

    private static IEnumerable<int> Data(Node node, IMovableAxes operation) =>
        Enumerable.Range(0, node.Inputs.Count).Where(index => operation.IsData(node, index));

    private static bool IsMovable(Value input, AxisPermutation permutation) =>
        !input.IsConstant || (input.Shape.Rank <= permutation.Rank && input.Constant!.ElementType.HasFixedSize());

    private static MovedOperator? Move(Node node, IMovableAxes operation, AxisPermutation permutation) =>
        operation.Move(node, AxisPlacement.Permuted(permutation.Axes), _ => true);

    private static Constant Transpose(Constant constant, AxisPermutation permutation)
    {
        var full = new Shape([.. Enumerable.Repeat(1, permutation.Rank - constant.Shape.Rank), .. constant.Shape.Sizes]);
        return ConstantComputation.Apply(new Transpose(), constant.Under(full), Constant.From(permutation.Inverse().ToTensor()));
    }
}
