using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// Lets what reads the outputs of a loop read those of the layers that were found in it, and what is computed of them step by step.
/// </summary>
internal static class LoopReplacement
{
    /// <param name="sequences">All layers' outputs are known to it.</param>
    public static void Replace(GraphEdit edit, Node node, RecurrentLoop loop, LoopSequences sequences)
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

            if (found.Order is null && output.Shape.Rank == 3)
            {
                TakeFromSteps(edit, output, found, sequences);
            }

            if (output.Uses.Count == 0 && !output.IsReturned)
            {
                continue;
            }

            var replacement = found.Order is { } order ? sequences.Of(found.Step, order)
                : output.Shape.Rank == 3 ? sequences.LastWithTimeOf(found, output.Name)
                : sequences.LastOf(found, output.Name);
            edit.ReplaceUses(output, replacement);
            edit.Rename(replacement, output.Name);
        }

        edit.RemoveNode(node);
        edit.RemoveUnread(inputs);
    }

    /// <summary>Lets what takes the one step out of a loop's output of one step read the last of all steps.</summary>
    private static void TakeFromSteps(GraphEdit edit, Value output, LoopOutput found, LoopSequences sequences)
    {
        foreach (var reader in output.Uses.Select(use => use.Node).Distinct().ToArray())
        {
            if (TimeStepSlice.Read(reader) is (0, 0 or -1))
            {
                var last = sequences.LastOf(found, reader.Name);
                edit.ReplaceUses(reader.Output, last);
                edit.Rename(last, reader.Output.Name);
                edit.RemoveNode(reader);
            }
        }
    }
}
