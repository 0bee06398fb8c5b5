using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A graph that a step runs: planned for the shapes at hand, its inputs in memory of the step's.</summary>
internal abstract class SubgraphRun
{
    public abstract Graph Graph { get; }

    /// <summary>
    /// Plans for these shapes, unless the graph is planned for them already; allocates only in the first case. Operands are valid until the
    /// next plan.
    /// </summary>
    /// <param name="inputShapes">A known shape for each of the graph's inputs.</param>
    /// <exception cref="OctavoException">The shapes do not fit the graph.</exception>
    public abstract void Plan(ReadOnlySpan<Shape> inputShapes);

    /// <summary>An input; whoever runs the graph gives it its elements, by pointer.</summary>
    public abstract Operand Input(int index);

    /// <summary>An output, as the last run left it.</summary>
    public abstract Operand Output(int index);

    public abstract void Run();

    /// <summary>Lets an input read the elements of an operand where they are.</summary>
    /// <exception cref="OctavoException">
    /// The operand has another type or shape than the graph was planned for: a fault of Octavo's own (kind Internal).
    /// </exception>
    public unsafe void Lend(int index, Operand elements)
    {
        var input = Input(index);
        if (input.ElementType != elements.ElementType || input.Shape != elements.Shape)
        {
            throw new OctavoException(
                ErrorKind.Internal, $"input {index} of {Graph} is given another tensor than it was planned for", null,
                $"{input.ElementType} {input.Shape}", $"{elements.ElementType} {elements.Shape}");
        }

        if (!elements.ElementType.HasFixedSize())
        {
            input.Strings = elements.Strings;
            input.Resource = elements.Resource;
        }
        else
        {
            input.GiveMemory(elements.Pointer, elements.CapacityInBytes);
            input.RequireMemory(Graph.Name);
        }
    }
}
