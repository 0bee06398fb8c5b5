using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>What is computed while planning: results that follow from shapes and small constants.</summary>
internal sealed unsafe partial class Planner
{
    /// <summary>Results of shape arithmetic up to this many elements are computed while planning.</summary>
    private const long MostKnownElements = 4096;

    /// <summary>Whether the node's outputs follow from shapes and small constants: shape arithmetic, done once per plan.</summary>
    private static bool TryKnow(Node node, PlanShapeContext context, out IReadOnlyList<Tensor> tensors)
    {
        tensors = [];
        if (node.Operator is IShapeQuery query && query.Answer(context) is { } answer)
        {
            tensors = [answer];
            return true;
        }

        if (node.Inputs.Count == 0 || node.Operator is IStatefulOperator or ISubgraphOperator || !node.Inputs.Any(input => input is { IsConstant: false })
            || !node.Inputs.All(input => input is null || context.IsKnown(input))
            || !node.Outputs.All(output => output.ElementType.HasFixedSize())
            || node.Inputs.OfType<Value>().Sum(context.KnownElements) > MostKnownElements)
        {
            return false;
        }

        tensors = NodeEvaluator.Evaluate(node, [.. node.Inputs.Select((_, index) => context.Known(index))]);
        return true;
    }

    private void Know(Value value, Tensor tensor)
    {
        known.Add(value, tensor);
        var operand = OperandOf(value);
        operand.Shape = tensor.Shape;
        var store = new AlignedMemory(tensor.Bytes.Length);
        memory.Add(store);
        tensor.Bytes.Span.CopyTo(new Span<byte>(store.Pointer, tensor.Bytes.Length));
        operand.GiveMemory(store.Pointer, store.ByteCount);
    }
}
