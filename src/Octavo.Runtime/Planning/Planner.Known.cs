using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>What is computed while planning: results that follow from shapes and small constants.</summary>
internal sealed unsafe partial class Planner
{
    /// <summary>
    /// The node's outputs where they follow from shapes and small constants: shape arithmetic, done once per plan. What only constants say
    /// is folded before, or is to be computed in each run.
    /// </summary>
    private static IReadOnlyList<Tensor>? Known(Node node, ShapeContext context, ImmutableArray<TypedShape> inferred) =>
        node.Operator is IShapeQuery || node.Inputs.Any(input => input is { IsConstant: false })
        ? Evaluation.Compute(node, context, inferred, Evaluation.AnySize) : null;

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
