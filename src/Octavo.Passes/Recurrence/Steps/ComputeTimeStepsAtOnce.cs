using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Nodes that join steps of several sequences row by row, or compute the same of each of them element by element, do it with the sequences:
/// so layers over the results are found, and two directions side by side. Where all steps are read so and one of the sequences is made by a
/// sequence operator. Products stay with the steps, since they may belong to a cell.
/// </summary>
internal sealed class ComputeTimeStepsAtOnce : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (edit.Holds(node) && OverSequences(node) is { } @operator && Parts(node) is { } parts && Nodes(node, parts) is { } nodes)
            {
                Compute(edit, @operator, parts, nodes);
            }
        }
    }

    /// <summary>What computes of sequences what a node computes of rows; null for nodes that do not.</summary>
    private static Operator? OverSequences(Node node) =>
        node.Operator is Concatenation { Activation: FusedActivation.None, Axis: 1 or -1 }
        || (node.Operator is IElementwise && node.IsPlainFloat())
            ? ((IMovableAxes)node.Operator).Move(node, AxisPlacement.BehindNewAxis, input => !input.IsConstant)?.Operator
            : null;

    /// <summary>
    /// For each input of the node of the first step the sequence that it takes its step of, null for a constant; null as a whole where it
    /// is no such node.
    /// </summary>
    private static SequencePart?[]? Parts(Node node)
    {
        SequencePart?[] parts = [.. node.Inputs.Select(input => SequencePart.Of(input!))];
        var first = parts.FirstOrDefault(part => part is not null);
        return first is { IsReversed: false, Count: > 1 } && parts.Any(part => part is { IsOfLayer: true })
            && parts.Zip(node.Inputs,
                (part, input) => part is null ? IsRow(node, input!) : part.Axis == first.Axis && part.Count == first.Count)
                .All(fits => fits)
                ? parts
                : null;
    }

    private static bool IsRow(Node node, Value input) =>
        node.Operator is not Concatenation && input.AlongLastAxis(node.Output.Shape) is not null;

    /// <summary>The nodes of all steps, in the order of the first sequence; null where one is missing.</summary>
    private static Node[]? Nodes(Node first, SequencePart?[] parts)
    {
        var leading = parts.First(part => part is not null)!;
        var nodes = Enumerable.Range(0, leading.Count)
            .Select(step => leading.Step(step).Uses.Select(use => use.Node).FirstOrDefault(reader => IsSame(reader, step))).ToArray();
        return Array.TrueForAll(nodes, node => node is not null) && nodes.Distinct().Count() == nodes.Length ? [.. nodes.OfType<Node>()]
            : null;

        bool IsSame(Node reader, int step) => reader.Operator.Equals(first.Operator) && reader.Inputs.Count == parts.Length
            && Enumerable.Range(0, parts.Length).All(index => parts[index] is { } part
                ? ReferenceEquals(reader.Inputs[index], part.Step(step))
                : reader.Inputs[index] is { Constant: { } constant } && constant.HasElementsOf(first.Input(index).Constant!));
    }

    private static void Compute(GraphEdit edit, Operator @operator, SequencePart?[] parts, Node[] nodes)
    {
        var before = nodes.Min(NodeOrder.Positions)!;
        var leading = parts.First(part => part is not null)!;
        var name = nodes[^1].Name;
        Value Whole(SequencePart part) => !part.IsReversed ? part.Sequence : edit.Emit(
            before, $"{part.Sequence.Name}/reversed", new ReverseV2(), part.Sequence,
            edit.AddConstant($"{part.Sequence.Name}/axis", Tensor.From(new Shape(1), [part.Axis])));

        var result = edit.Emit(before, $"{name}/sequence", @operator,
            [.. parts.Select((part, index) => part is null ? nodes[0].Inputs[index] : Whole(part))]);
        var steps = nodes.Select(node => edit.NewValue(node.Output.Name, node.Output.ElementType, node.Output.Shape)).ToArray();
        edit.AddNodeBefore(before, $"{name}/steps", new Unpack(leading.Axis, steps.Length), [result], steps);
        for (var step = 0; step < steps.Length; step++)
        {
            edit.ReplaceUses(nodes[step].Output, steps[step]);
            edit.RemoveNode(nodes[step]);
        }

        edit.RemoveUnread(parts.OfType<SequencePart>().Select(part => part.Step(0)));
    }
}
