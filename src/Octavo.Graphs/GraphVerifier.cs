using Octavo.Tensors;

namespace Octavo.Graphs;

/// <summary>Checks what must hold of every graph, whoever built it. Run after each pass, with the pass's name.</summary>
internal static class GraphVerifier
{
    /// <summary>Links go both ways, nodes stand in an order in which they can run, every value that is read comes from somewhere.</summary>
    /// <param name="after">What ran before, for the error.</param>
    /// <exception cref="InvalidOperationException">A rule is broken: a bug of what ran before, not of the user's model.</exception>
    public static void Verify(Graph graph, string after)
    {
        var available = new HashSet<Value>(graph.Inputs, ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Nodes)
        {
            for (var index = 0; index < node.Inputs.Count; index++)
            {
                if (node.Inputs[index] is { } input)
                {
                    Require(input.IsReadBy(node, index), $"{node.Where} reads {input}, which does not list it");
                    Require(input.IsConstant || input.IsVariable || input.IsScratch || available.Contains(input), $"{node.Where} reads {input} before it is computed");
                }
            }

            for (var index = 0; index < node.Outputs.Count; index++)
            {
                var output = node.Outputs[index];
                Require(ReferenceEquals(output.Producer, node) && output.ProducerOutput == index, $"output {index} of {node.Where} names another producer");
                Require(!output.IsConstant, $"{node.Where} computes the constant {output}");
                Require(available.Add(output), $"{node.Where} computes {output} a second time");
            }
        }

        foreach (var output in graph.Outputs)
        {
            Require(output.IsConstant || output.IsVariable || available.Contains(output), $"the graph's output {output} is never computed");
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                throw new InvalidOperationException($"After {after}, graph '{graph.Name}' is not valid: {problem}.");
            }
        }
    }
}
