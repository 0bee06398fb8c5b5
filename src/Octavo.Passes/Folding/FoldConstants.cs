using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces nodes that read only constants by what they compute. Large results are computed when they are asked for (see
/// <see cref="Constant"/>); a result that is much larger than its operands stays a node, so that folding never blows a file up.
/// </summary>
/// <param name="mayGrow">Folds whatever the result's size: at run time, where a cached weight is wanted.</param>
internal sealed class FoldConstants(bool mayGrow = false) : IPass
{
    /// <summary>Results up to this size are computed at once, and folded even if their operands are smaller.</summary>
    private const long SmallSizeInBytes = 65536;

    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (CanFold(node))
            {
                Fold(edit, node);
            }
        }
    }

    private bool CanFold(Node node)
    {
        if (node.Inputs.Count == 0 || node.IsStateful() || node.Operator is not IShapeInference inference
            || !node.Inputs.All(input => input is null or { IsConstant: true, QuantizationDetail: null, Sparsity: null })
            || !node.Outputs.All(output => output.ElementType.HasFixedSize())
            || !NodeEvaluator.CanEvaluate(node))
        {
            return false;
        }

        var shapes = inference.InferOutputs(new ShapeContext(node));
        if (!shapes.All(output => output.Shape.IsKnown))
        {
            return false;
        }

        var resultSize = shapes.Sum(output => output.ElementType.SizeInBytes(output.Shape.ElementCount));
        return mayGrow || resultSize <= SmallSizeInBytes || resultSize <= 2 * node.Inputs.OfType<Value>()
            .Sum(input => input.Constant!.SizeInBytes);
    }

    private static void Fold(GraphEdit edit, Node node)
    {
        var detached = ModelMap.Detach(node);
        var constants = node.Inputs.Select(input => input?.Constant).ToArray();
        var shapes = ((IShapeInference)node.Operator).InferOutputs(new ShapeContext(node));
        var isSmall = shapes.Sum(output => output.ElementType.SizeInBytes(output.Shape.ElementCount)) <= SmallSizeInBytes
            && constants.Sum(constant => constant?.SizeInBytes ?? 0) <= SmallSizeInBytes;
        var results = isSmall ? Evaluate(detached, constants) : null;
        var origin =
            $"{constants.FirstOrDefault(constant => constant is { Origin.Length: > 0 })?.Origin ?? node.Name}, {node.Operator.Name}";
        for (var index = 0; index < node.Outputs.Count; index++)
        {
            var output = node.Outputs[index];
            var which = index;
            var constant = results is not null
                ? Constant.From(results[index], origin).Named(Constant.NamesOf(constants))
                : Constant.Lazy(shapes[index].ElementType, shapes[index].Shape, origin, () => Evaluate(detached, constants)[which],
                    constants);
            edit.ReplaceUses(output, edit.AddConstant(output.Name, constant, output.Quantization));
        }

        edit.RemoveNode(node);
    }

    private static IReadOnlyList<Tensor> Evaluate(Node node, Constant?[] constants) =>
        NodeEvaluator.Evaluate(node, [.. constants.Select(constant => constant?.Evaluate())]);
}
