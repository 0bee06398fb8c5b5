using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Runs one branch on the node's inputs where they are, and copies what it gives. Allocates nothing as long as no shape changes.
/// </summary>
internal sealed class IfStep : Step
{
    private readonly string where;
    private readonly Operand condition;
    private readonly Operand[] inputs;
    private readonly Operand[] outputs;
    private readonly Shape[] shapes;
    private readonly SubgraphRun then;
    private readonly SubgraphRun otherwise;

    public IfStep(KernelContext context, Graph thenGraph, Graph elseGraph)
    {
        where = context.Node.Where;
        condition = context.Input(0);
        inputs = [.. Enumerable.Range(1, context.Node.Inputs.Count - 1).Select(context.Input)];
        outputs = [.. Enumerable.Range(0, context.Node.Outputs.Count).Select(context.Output)];
        shapes = new Shape[inputs.Length];
        then = context.Subgraph(thenGraph);
        otherwise = context.Subgraph(elseGraph);
        if (inputs.All(input => input.Shape.IsKnown))
        {
            ReadShapes();
            then.Plan(shapes);
            otherwise.Plan(shapes);
        }
    }

    public override unsafe void Run()
    {
        if (condition.ElementCount != 1)
        {
            throw new OctavoException(ErrorKind.Shape, "the condition is no single element", where, "one boolean",
                condition.Shape.ToString());
        }

        var branch = *condition.Pointer != 0 ? then : otherwise;
        ReadShapes();
        branch.Plan(shapes);
        for (var index = 0; index < inputs.Length; index++)
        {
            branch.Lend(index, inputs[index]);
        }

        branch.Run();
        for (var index = 0; index < outputs.Length; index++)
        {
            OperandCopy.Copy(branch.Output(index), outputs[index]);
        }
    }

    private void ReadShapes()
    {
        for (var index = 0; index < inputs.Length; index++)
        {
            shapes[index] = inputs[index].Shape;
        }
    }
}
