using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Runs one operator on tensors, through the same selection, shape inference and kernels as a model does.</summary>
internal static class NodeUnderTest
{
    /// <summary>The operator's outputs; output types and shapes come from its own inference.</summary>
    public static IReadOnlyList<Tensor> Run(Operator @operator, params Tensor?[] inputs) => Run(@operator, 1, inputs);

    public static IReadOnlyList<Tensor> Run(Operator @operator, int outputCount, Tensor?[] inputs)
    {
        var builder = new GraphBuilder("test");
        var node = builder.EmitNode(
            "node", @operator,
            [.. inputs.Select((tensor, index) => tensor is null ? null : builder.Edit.AddConstant($"input{index}", tensor))],
            [.. Enumerable.Range(0, outputCount).Select(index => $"output{index}")], ElementType.Float32);
        return NodeEvaluator.Evaluate(node, inputs);
    }
}
