using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Lets what reads the outputs of a loop read those of the layers that were found in it.</summary>
internal static class LoopReplacement
{
    /// <param name="sequences">The outputs of each layer, [time, batch, outputs].</param>
    public static void Replace(GraphEdit edit, Node node, RecurrentLoop loop, IReadOnlyList<Value> sequences)
    {
        var inputs = node.Inputs.OfType<Value>().ToArray();
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            var output = node.Outputs[index];
            if (loop.Outputs[index] is not { } found)
            {
                edit.ReplaceUses(output, node.Input(index));
                continue;
            }

            var sequence = sequences[found.Layer];
            if (found.IsLast && output.Shape.Rank == 3)
            {
                TakeFromSequence(edit, output, sequence);
            }

            if (output.Uses.Count == 0 && !edit.IsReturned(output))
            {
                continue;
            }

            var replacement = found.IsLast ? LastStep(edit, node, output, sequence) : sequence;
            edit.ReplaceUses(output, replacement);
            edit.Rename(replacement, output.Name);
        }

        edit.RemoveNode(node);
        edit.RemoveUnread(inputs);
    }

    /// <summary>Lets what takes the one step out of a loop's output of one step take it out of all steps.</summary>
    private static void TakeFromSequence(GraphEdit edit, Value output, Value sequence)
    {
        foreach (var reader in output.Uses.Select(use => use.Node).Distinct().ToArray())
        {
            if (StepSlice.Read(reader) is (0, 0 or -1))
            {
                edit.SetOperator(reader, StepSlice.Operator(0));
                edit.SetInputs(reader, [sequence, .. StepSlice.Operands(edit, reader.Name, 0, -1)]);
            }
        }
    }

    /// <summary>The last step of a sequence, with the axes of a loop's output: [batch, outputs] or [1, batch, outputs].</summary>
    private static Value LastStep(GraphEdit edit, Node node, Value output, Value sequence)
    {
        return output.Shape.Rank == 3
            ? edit.Emit(node, output.Name, StepSlice.Operator(0) with { ShrinkAxisMask = 0 }, [sequence, .. StepSlice.Operands(edit, output.Name, 0, -1)])
            : edit.Emit(node, output.Name, StepSlice.Operator(0), [sequence, .. StepSlice.Operands(edit, output.Name, 0, -1)]);
    }
}
