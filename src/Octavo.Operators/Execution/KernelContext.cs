using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// What a kernel gets to prepare a node: its operands, whose shapes are known by now, workers, scratch, and packed weights.
/// </summary>
internal abstract class KernelContext
{
    public abstract Node Node { get; }

    public abstract WorkerPool Workers { get; }

    /// <summary>Whether the scalar forms are asked for.</summary>
    public abstract KernelMode Mode { get; }

    /// <summary>The input, or null where it is absent.</summary>
    public abstract Operand? OptionalInput(int index);

    public abstract Operand Output(int index);

    /// <summary>Memory for the time of one run, aligned to 64 bytes.</summary>
    public abstract ScratchMemory Scratch(long sizeInBytes);

    /// <summary>
    /// A form of a constant input that is made once and shared by all interpreters of the model.
    /// </summary>
    /// <param name="input">Index of an input that is a constant.</param>
    /// <param name="form">Made once of each constant; equal forms are one.</param>
    public abstract T Packed<T>(int input, PackedForm<T> form)
        where T : class;

    /// <summary>The shapes of the operands as the kernel is prepared for them.</summary>
    public ShapeContext Shapes => new(Node, new OperandFacts(this));

    /// <summary>A graph to be run as part of the node; each call gives one with memory of its own.</summary>
    public abstract SubgraphRun Subgraph(Graph graph);

    /// <summary>The resources of the interpreter.</summary>
    public abstract ResourceScope Resources { get; }

    /// <exception cref="OctavoException">The input is absent.</exception>
    public Operand Input(int index)
    {
        _ = Node.Input(index);
        return OptionalInput(index)!;
    }

    /// <summary>A resource by its name.</summary>
    public Resource Resource(ResourceName name) => Resources[name];

    /// <summary>The number of threads that a run may use, the caller's included.</summary>
    public int Threads => Workers.ThreadCount;
}
