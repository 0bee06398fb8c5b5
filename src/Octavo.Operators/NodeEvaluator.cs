using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Computes one node on tensors, with the scalar kernels: for constant folding and for shape arithmetic while a plan is made.
/// </summary>
internal static class NodeEvaluator
{
    /// <summary>The node's outputs for these inputs.</summary>
    /// <param name="inputs">One for each input of the node; null where it is absent.</param>
    /// <exception cref="OctavoException">No kernel can compute the node, or its inputs are out of the operator's domain.</exception>
    public static IReadOnlyList<Tensor> Evaluate(Node node, IReadOnlyList<Tensor?> inputs)
    {
        using var context = new TensorKernelContext(node, inputs);
        var step = KernelSelection.Prepare(context);
        context.GiveMemory();
        step.Run();
        return context.Outputs();
    }

    /// <summary>Whether a kernel is there for the node that needs no other graphs.</summary>
    public static bool CanEvaluate(Node node) => KernelSelection.Choose(node, out _) is not (null or KernelSelection.Kind.Control);
}
