using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Steps of several sequences that are joined row by row, one step after the other, are the steps of the joined sequences: so layers over them are found, and
/// two directions side by side. Where all steps are joined and one of the sequences comes out of a sequence operator.
/// </summary>
public sealed class JoinSequencesOfSteps : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (edit.Holds(node) && node is { Operator: Concatenation, Inputs.Count: > 1 } && Parts(node) is { } parts && Joins(node, parts) is { } joins)
            {
                Join(edit, parts, joins);
            }
        }
    }

    /// <summary>The sequences whose steps a node joins, the first step of the first one; null where it is no such node.</summary>
    private static Part[]? Parts(Node node)
    {
        var parts = node.Inputs.Select(input => Part.Of(input!, node)).ToArray();
        return Array.TrueForAll(parts, part => part is not null && part.Axis == parts[0]!.Axis && part.Count == parts[0]!.Count)
            && node.Input(0).ProducerOutput == 0 && parts[0]!.Count > 1 && Array.Exists(parts, part => part!.IsOfLayer)
                ? [.. parts.OfType<Part>()]
                : null;
    }

    /// <summary>The nodes that join the steps, in the order of the first sequence; null where one is missing.</summary>
    private static Node[]? Joins(Node first, Part[] parts)
    {
        var joins = Enumerable.Range(0, parts[0].Count).Select(step => parts[0].Step(step).Uses.Select(use => use.Node).FirstOrDefault(reader =>
            reader.Operator.Equals(first.Operator) && reader.Inputs.Count == parts.Length
            && reader.Inputs.Zip(parts, (input, part) => ReferenceEquals(input, part.Step(step))).All(isSame => isSame))).ToArray();
        return Array.TrueForAll(joins, join => join is not null) ? [.. joins.OfType<Node>()] : null;
    }

    private static void Join(GraphEdit edit, Part[] parts, Node[] joins)
    {
        var before = edit.Graph.Nodes.First(joins.Contains);
        var axis = parts[0].Axis;
        var name = joins[^1].Name;
        var sequences = parts.Select(part => !part.IsReversed ? part.Sequence : edit.Emit(
            before, $"{part.Sequence.Name}/reversed", new ReverseV2(), part.Sequence, edit.AddConstant($"{part.Sequence.Name}/axis", Tensor.From(new Shape(1), [axis]))));
        var joined = edit.Emit(before, $"{name}/sequence", new Concatenation(2), [.. sequences]);
        var steps = joins.Select(join => edit.NewValue(join.Output.Name, join.Output.ElementType, join.Output.Shape)).ToArray();
        edit.AddNodeBefore(before, $"{name}/steps", new Unpack(axis, steps.Length), [joined], steps);
        for (var step = 0; step < steps.Length; step++)
        {
            edit.ReplaceUses(joins[step].Output, steps[step]);
            edit.RemoveNode(joins[step]);
        }

        edit.RemoveUnread(parts.Select(part => part.Step(0)));
    }

    /// <summary>A sequence of which each node joins one step.</summary>
    /// <param name="IsReversed">Whether the first node joins its last step.</param>
    private sealed record Part(Node Unpack, int Axis, bool IsReversed)
    {
        public int Count => Unpack.Outputs.Count;

        public Value Sequence => Unpack.Input(0);

        /// <summary>Whether the sequence comes out of a sequence operator, perhaps reversed.</summary>
        public bool IsOfLayer => (Sequence.ProducerOf<ReverseV2>() is { } reversal ? reversal.Input(0) : Sequence).Producer is { } layer
            && SequenceForm.IsTimeMajor(layer.Operator) is not null;

        public static Part? Of(Value step, Node join) =>
            step.Producer is { Operator: Unpack unpack } node && node.Input(0).IsPlainFloat() && node.Input(0).Shape is { HasRank: true, Rank: 3 }
            && join.Operator is Concatenation { Activation: FusedActivation.None, Axis: 1 or -1 }
            && (unpack.Axis < 0 ? unpack.Axis + 3 : unpack.Axis) is (0 or 1) and var axis && (step.ProducerOutput == 0 || step.ProducerOutput == node.Outputs.Count - 1)
                ? new Part(node, axis, step.ProducerOutput != 0)
                : null;

        public Value Step(int index) => Unpack.Outputs[IsReversed ? Count - 1 - index : index];
    }
}
