using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Runs a graph node by node, with the scalar kernels.</summary>
internal static class GraphEvaluation
{
    public static IReadOnlyList<Tensor> Run(Graph graph, IReadOnlyList<Tensor> inputs)
    {
        var tensors = new Dictionary<Value, Tensor>(ReferenceEqualityComparer.Instance);
        for (var index = 0; index < inputs.Count; index++)
        {
            tensors[graph.Inputs[index]] = inputs[index];
        }

        foreach (var node in graph.Nodes)
        {
            var results = NodeEvaluator.Evaluate(node, [.. node.Inputs.Select(input => input is null ? null : Find(input))]);
            for (var index = 0; index < results.Count; index++)
            {
                Assert.True(node.Outputs[index].Shape.Admits(results[index].Shape), $"{node}: {node.Outputs[index].Shape} was inferred, {results[index].Shape} computed");
                tensors[node.Outputs[index]] = results[index];
            }
        }

        return [.. graph.Outputs.Select(Find)];

        Tensor Find(Value value) => tensors.TryGetValue(value, out var tensor) ? tensor : value.Constant!.Evaluate();
    }
}
