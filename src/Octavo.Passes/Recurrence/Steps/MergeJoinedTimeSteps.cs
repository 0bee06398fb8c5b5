using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Where a sequence operator of two directions is read step by step alone, and both directions of each step are joined, it writes them side
/// by side: the joined steps are then steps of its output.
/// </summary>
internal sealed class MergeJoinedTimeSteps : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Outputs.Count == 2 && SequenceForm.Merged(node) is { } merged && Readers(edit, node) is { } readers)
            {
                Merge(edit, node, merged, readers);
            }
        }
    }

    /// <summary>
    /// The nodes that take steps out of the first output, which have partners that take the same out of the second one; null where there is
    /// more.
    /// </summary>
    private static Node[]? Readers(GraphEdit edit, Node node)
    {
        var axis = SequenceForm.IsTimeMajor(node.Operator)!.Value ? 0 : 1;
        var (forward, backward) = (ReadersOf(node.Outputs[0]), ReadersOf(node.Outputs[1]));
        return forward.Length != 0 && forward.Length == backward.Length && !node.Outputs.Any(output => output.IsReturned)
            && Array.TrueForAll(forward,
                reader => IsOverTime(reader, axis) && Array.Exists(backward, partner => AreJoined(edit, reader, partner)))
            && Array.TrueForAll(backward, partner => Array.Exists(forward, reader => AreJoined(edit, reader, partner)))
                ? forward
                : null;
    }

    private static Node[] ReadersOf(Value value) => [.. value.Uses.Select(use => use.Node).Distinct()];

    private static bool IsOverTime(Node reader, int axis) => reader.Operator is Unpack unpack
        ? axis == (unpack.Axis < 0 ? unpack.Axis + 3 : unpack.Axis)
        : TimeStepSlice.Read(reader) is var (its, _) && its == axis;

    /// <summary>Whether two nodes take the same steps, of which each is joined with its counterpart and read by nothing else.</summary>
    private static bool AreJoined(GraphEdit edit, Node reader, Node partner) =>
        reader.Operator.Equals(partner.Operator) && (reader.Operator is Unpack || TimeStepSlice.Read(reader) == TimeStepSlice.Read(partner))
        && reader.Outputs.Any(step => step.Uses.Count != 0)
        && reader.Outputs.Zip(partner.Outputs,
            (forward, backward) => AreJoined(edit, forward, backward) || (IsUnread(edit, forward) && IsUnread(edit, backward)))
            .All(isJoined => isJoined);

    private static bool IsUnread(GraphEdit edit, Value value) => value.Uses.Count == 0 && !value.IsReturned;

    private static bool AreJoined(GraphEdit edit, Value forward, Value backward) =>
        edit.OnlyReader(forward) is { Operator: Concatenation { Activation: FusedActivation.None, Axis: 1 or -1 },
            Inputs: [var first, var second] }
        && ReferenceEquals(first, forward) && ReferenceEquals(second, backward) && edit.OnlyReader(backward) is not null;

    private static void Merge(GraphEdit edit, Node node, Operator merged, Node[] readers)
    {
        var output = edit.Emit(node, node.Name, merged, [.. node.Inputs]);
        foreach (var reader in readers)
        {
            var joins = reader.Outputs.Select(step => step.Uses.Count == 0 ? null : step.Uses[0].Node).ToArray();
            var width = output.Shape[-1];
            var steps = reader.Outputs.Select((step, index) =>
                edit.NewValue(joins[index]?.Output.Name ?? step.Name, step.ElementType, step.Shape.With(-1, width))).ToArray();
            edit.AddNodeAfter(node, reader.Name, reader.Operator, [output, .. reader.Inputs.Skip(1)], steps);
            foreach (var (join, step) in joins.Zip(steps))
            {
                if (join is not null)
                {
                    var former = join.Inputs.OfType<Value>().ToArray();
                    edit.ReplaceUses(join.Output, step);
                    edit.RemoveNode(join);
                    edit.RemoveUnread(former);
                }
            }
        }

        edit.RemoveNode(node);
    }
}
