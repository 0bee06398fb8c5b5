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
        var edit = new GraphEdit(new Graph("test"));
        var values = inputs.Select((tensor, index) => tensor is null ? null : edit.AddConstant($"input{index}", tensor)).ToArray();
        var outputs = Enumerable.Range(0, outputCount).Select(index => edit.NewValue($"output{index}", ElementType.Float32, Shape.Unknown)).ToArray();
        var node = edit.AddNode("node", @operator, values, outputs);
        var inferred = ((IShapeInference)@operator).InferOutputs(new ShapeContext(node));
        for (var index = 0; index < outputCount; index++)
        {
            edit.SetType(outputs[index], inferred[index].ElementType, inferred[index].Shape);
        }

        return NodeEvaluator.Evaluate(node, inputs);
    }
}
