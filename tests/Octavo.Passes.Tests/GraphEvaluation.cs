using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Runs a graph node by node, with the scalar kernels. Variables hold zeros.</summary>
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
            Tensor?[] given = [.. node.Inputs.Select(input => input is null ? null : Find(input))];
            var results = node.Operator is While loop ? Run(loop, given!) : NodeEvaluator.Evaluate(node, given);
            for (var index = 0; index < results.Count; index++)
            {
                Assert.True(node.Outputs[index].Shape.Admits(results[index].Shape),
                    $"{node}: {node.Outputs[index].Shape} was inferred, {results[index].Shape} computed");
                tensors[node.Outputs[index]] = results[index];
            }
        }

        return [.. graph.Outputs.Select(Find)];

        Tensor Find(Value value) => tensors.TryGetValue(value, out var tensor) ? tensor
            : value.IsVariable ? Zeros(value)
            : value.Constant!.Evaluate();
    }

    /// <summary>A variable before the first run; sizes that are not known are 2, as those of inputs are.</summary>
    private static Tensor Zeros(Value value)
    {
        var shape = new Shape([.. value.Shape.ToArray().Select(size => size < 0 ? 2 : size)]);
        return new Tensor(value.ElementType, shape, new byte[value.ElementType.SizeInBytes(shape.ElementCount)]);
    }

    private static IReadOnlyList<Tensor> Run(While loop, IReadOnlyList<Tensor> values)
    {
        while (Run(loop.Condition.Target, values)[0].Bytes.Span[0] != 0)
        {
            values = Run(loop.Body.Target, values);
        }

        return values;
    }
}
