using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What computes the same as a node where the axes of its data lie elsewhere.</summary>
/// <param name="Operands">Inputs that are other constants than the node's, since they count axes or begin ranges.</param>
internal sealed record MovedOperator(Operator Operator, params IReadOnlyList<(int Input, Tensor Elements)> Operands)
{
    /// <summary>Whether the output is the very one that the node computes, no axis of it elsewhere.</summary>
    public bool KeepsOutput { get; init; }

    /// <summary>
    /// The same operator, with one operand that counts axes of data of some rank; null where it is not known or counts others.
    /// </summary>
    public static MovedOperator? AtAxes(Node node, int operand, int rank, AxisPlacement placement) =>
        node.Input(operand).Integers() is { } axes && Array.TrueForAll(axes, axis => axis >= -rank && axis < rank)
            ? new MovedOperator(node.Operator, (operand, Tensor.From(node.Input(operand).Shape, Array.ConvertAll(axes, placement.Of))))
            : null;

    /// <summary>
    /// A node that works element by element: what moves has all axes of the result, so that an axis before them stands before those of the
    /// result, and what does not is stretched along it.
    /// </summary>
    public static MovedOperator? Elementwise(Node node, AxisPlacement placement, Func<Value, bool> moves)
    {
        var output = node.Output.Shape;
        return !placement.IsBehindNewAxis
            || (output.HasRank
                && node.Inputs.All(input =>
                    input!.Shape is { HasRank: true } shape && (moves(input) ? shape.Rank == output.Rank : shape.Rank <= output.Rank)))
                ? new MovedOperator(node.Operator)
                : null;
    }
}
