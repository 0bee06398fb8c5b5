using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>Checks what must hold of every graph, whoever built it.</summary>
internal static class GraphVerifier
{
    /// <summary>Links go both ways, nodes stand in an order in which they can run, every value that is read comes from somewhere.</summary>
    /// <param name="after">What ran before, for the error.</param>
    /// <exception cref="InvalidOperationException">A rule is broken: a bug of what ran before, not of the user's model.</exception>
    public static void Verify(Graph graph, string after) => Verify(graph, graph.Nodes, graph.Outputs, after);

    /// <summary>The same of what was changed alone: the rest holds if it did before.</summary>
    /// <inheritdoc cref="Verify(Graph, string)"/>
    public static void Verify(Graph graph, GraphChanges changes, string after) =>
        Verify(graph, changes.Nodes.Where(graph.MutableNodes.Holds), changes.Values.Where(value => value.IsReturned), after);

    private static void Verify(Graph graph, IEnumerable<Node> nodes, IEnumerable<Value> outputs, string after)
    {
        foreach (var node in nodes)
        {
            for (var index = 0; index < node.Inputs.Count; index++)
            {
                if (node.Inputs[index] is { } input)
                {
                    Require(input.IsReadBy(node, index), node, "reads", input, "which does not list it");
                    var isThere = IsGiven(input) || (IsComputed(input) && input.Producer!.IsBefore(node));
                    Require(isThere, node, "reads", input, "before it is computed");
                }
            }

            for (var index = 0; index < node.Outputs.Count; index++)
            {
                var output = node.Outputs[index];
                var isItsOwn = ReferenceEquals(output.Producer, node) && output.ProducerOutput == index;
                Require(isItsOwn, node, "computes", output, "which names another producer");
                Require(!output.IsConstant && !output.IsInput, node, "computes", output, "which is given");
            }
        }

        foreach (var output in outputs)
        {
            Require(IsGiven(output) || IsComputed(output), null, "the graph returns", output, "which is never computed");
        }

        bool IsGiven(Value value) => value.IsConstant || value.IsVariable || value.IsScratch || value.IsInput;

        bool IsComputed(Value value) => value.Producer is { } producer && graph.MutableNodes.Holds(producer);

        void Require(bool holds, Node? node, string does, Value value, string problem)
        {
            if (!holds)
            {
                var subject = node is null ? "" : $"{node.Where} ";
                throw new InvalidOperationException(
                    $"After {after}, graph '{graph.Name}' is not valid: {subject}{does} {value} {problem}.");
            }
        }
    }
}
