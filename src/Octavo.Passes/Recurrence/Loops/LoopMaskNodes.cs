using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Computes around a loop which of its steps count, for all steps at once.</summary>
internal static class LoopMaskNodes
{
    /// <param name="before">The loop; new nodes go before it.</param>
    /// <param name="sequence">[time, batch, ...], as long as the loop makes steps.</param>
    /// <returns>Boolean [time, batch], in the order of the steps.</returns>
    public static Value Emit(GraphEdit edit, Node before, LoopMask mask, Value sequence)
    {
        var name = $"{before.Name}/mask";
        Value Integers(string part, params int[] elements) =>
            edit.AddConstant($"{name}/{part}", Tensor.From(new Shape(elements.Length), elements));
        var result = mask.Source;
        if (mask.IsLengths)
        {
            var lengths = result.ElementType == ElementType.Int32 ? result
                : edit.Emit(before, $"{name}/lengths", new Cast(ElementType.Int64, ElementType.Int32), result);
            var row = edit.Emit(before, $"{name}/row", new ExpandDims(), lengths, edit.AddConstant($"{name}/first_axis", Tensor.Scalar(0)));
            var column = edit.Emit(before, $"{name}/column", new ExpandDims(),
                FirstAxisPositions.Emit(edit, before, $"{name}/steps", sequence), edit.AddConstant($"{name}/last_axis", Tensor.Scalar(1)));
            result = edit.Emit(before, name, new Less(), column, row);
        }
        else
        {
            result = result.Shape.Rank == 2 ? result : edit.Emit(before, $"{name}/squeezed", new Squeeze(new ValueList<int>(2)), result);
            result = mask.Order == TimeStepOrder.Forward ? result
                : edit.Emit(before, $"{name}/reversed", new ReverseV2(), result, Integers("axis", 0));
        }

        return mask.IsInverted ? edit.Emit(before, $"{name}/counted", new LogicalNot(), result) : result;
    }
}
