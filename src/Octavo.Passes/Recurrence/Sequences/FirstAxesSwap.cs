using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Transpositions between [batch, time, ...] and [time, batch, ...].</summary>
internal static class FirstAxesSwap
{
    /// <summary>What a node swaps the first two of three axes of, be it a RESHAPE where one of them is 1; null for other nodes.</summary>
    public static Value? Of(Value swapped) => swapped.Producer switch
    {
        { Operator: Transpose } node when node.Input(1).Integers() is [1, 0, 2] => node.Input(0),
        { Operator: Reshape } node when node.Input(0).Shape is { IsKnown: true, Rank: 3 } shape && (shape[0] == 1 || shape[1] == 1)
            && swapped.Shape == new Shape(shape[1], shape[0], shape[2]) => node.Input(0),
        _ => null,
    };

    /// <summary>A node that swaps them.</summary>
    public static Value Emit(GraphEdit edit, Node before, string name, Value value)
    {
        if (value.Shape is { IsKnown: true } shape && (shape[0] == 1 || shape[1] == 1))
        {
            var swapped = new Shape(shape[1], shape[0], shape[2]);
            return edit.Emit(before, name, new Reshape(swapped), value, edit.AddConstant($"{name}/shape", ReshapeTarget.Of(swapped)!));
        }

        return edit.Emit(before, name, new Transpose(), value,
            edit.AddConstant($"{name}/permutation", Tensor.From(new Shape(3), [1, 0, 2])));
    }
}
