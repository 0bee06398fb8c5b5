using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>What a kernel of a plan prepares itself with.</summary>
internal sealed class NodeKernelContext(
    Node node, WorkerPool workers, KernelMode mode, SharedWeights weights, Operand?[] inputs, Operand[] outputs,
    Func<long, ScratchMemory> scratch,
    Func<Graph, PlannedSubgraph> subgraph, ResourceScope resources)
    : KernelContext
{
    public override Node Node => node;

    public override WorkerPool Workers => workers;

    public override KernelMode Mode => mode;

    public override Operand? OptionalInput(int index) => index < inputs.Length ? inputs[index] : null;

    public override Operand Output(int index) => outputs[index];

    public override ScratchMemory Scratch(long sizeInBytes) => scratch(sizeInBytes);

    public override SubgraphRun Subgraph(Graph graph) => subgraph(graph);

    public override ResourceScope Resources => resources;

    public override T Packed<T>(int input, PackedForm<T> form) => node.Input(input).Constant is { } constant
        ? weights.Packed(constant, form)
        : throw new InvalidOperationException($"Input {input} of {node.Where} is no constant and cannot be packed once.");
}
