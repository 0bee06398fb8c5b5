using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>
/// Replaces a cell of which each invocation runs one step, and whose states are kept from one to the next, by the operator that keeps them
/// in variables: RNN or LSTM. A cell whose states are inputs and outputs of the graph stays.
/// </summary>
internal sealed class FuseRecurrentTimeSteps : IModelPass
{
    public void Apply(GraphEdit edit, Model model)
    {
        var kept = KeptStates.Find(edit.Graph, model);
        foreach (var state in kept.All.ToArray())
        {
            if (edit.Holds(state.Read) && RecurrentTimeStep.Find(state, kept) is { } step)
            {
                Fuse(edit, step);
            }
        }
    }

    private static void Fuse(GraphEdit edit, RecurrentTimeStep step)
    {
        var next = step.Cell.Next.Value;
        var last = next.Producer!;
        var states = step.Kept.Select(state => state.Last).ToArray();
        KeptStates.RemoveAssignments(edit, step.Kept);
        var output = SequenceNodes.EmitStep(edit, last, last.Name, step.Cell, RowInput.Emit(edit, last, step.Cell.Operands.Input.Value));
        KeptStates.Mark(edit, output.Producer!);
        edit.ReplaceUses(next, output);
        edit.Rename(output, next.Name);
        edit.RemoveUnread(states.Append(next));
        KeptStates.RemoveReads(edit, step.Kept);
    }
}
