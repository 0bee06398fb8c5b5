using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Keeps the loop's values in the memory of the node's outputs, where both graphs read them; what the body computes is copied there after
/// each step. Allocates nothing as long as no shape changes.
/// </summary>
internal sealed class WhileStep : Step
{
    private readonly string where;
    private readonly Operand[] first;
    private readonly Operand[] values;
    private readonly Shape[] shapes;
    private readonly SubgraphRun condition;
    private readonly SubgraphRun body;

    /// <summary>For each value the one that the body moves to its place, or -1 where the place gets something computed.</summary>
    private readonly int[] movedFrom;
    private readonly LoopMove[] moves;

    public WhileStep(KernelContext context, Graph conditionGraph, Graph bodyGraph)
    {
        var count = context.Node.Inputs.Count;
        where = context.Node.Where;
        first = [.. Enumerable.Range(0, count).Select(context.Input)];
        values = [.. Enumerable.Range(0, count).Select(context.Output)];
        shapes = new Shape[count];
        condition = context.Subgraph(conditionGraph);
        body = context.Subgraph(bodyGraph);
        movedFrom = [.. bodyGraph.Outputs.Select(output => bodyGraph.Inputs.ToList().IndexOf(output))];
        moves = [.. movedFrom.Select((from, to) => (from, to)).Where(move => move.from >= 0 && move.from != move.to)
            .Select(move => new LoopMove(values[move.from], values[move.to]))];
        if (values.All(value => value.Shape.IsKnown))
        {
            ReadShapes();
            condition.Plan(shapes);
            body.Plan(shapes);
        }
    }

    public override void Run()
    {
        for (var index = 0; index < values.Length; index++)
        {
            OperandCopy.Copy(first[index], values[index]);
        }

        while (GoesOn())
        {
            Lend(body);
            body.Run();
            foreach (var move in moves)
            {
                move.Keep();
            }

            for (var index = 0; index < values.Length; index++)
            {
                if (movedFrom[index] < 0)
                {
                    OperandCopy.Copy(body.Output(index), values[index]);
                }
            }

            foreach (var move in moves)
            {
                move.Place();
            }
        }
    }

    private unsafe bool GoesOn()
    {
        ReadShapes();
        Lend(condition);
        condition.Run();
        var output = condition.Output(0);
        return output.ElementCount == 1 ? *output.Pointer != 0 : throw new OctavoException(
            ErrorKind.Shape, "the condition of a loop is no single element", where, "one boolean", output.Shape.ToString());
    }

    private void ReadShapes()
    {
        for (var index = 0; index < values.Length; index++)
        {
            shapes[index] = values[index].Shape;
        }
    }

    private void Lend(SubgraphRun graph)
    {
        graph.Plan(shapes);
        for (var index = 0; index < values.Length; index++)
        {
            graph.Lend(index, values[index]);
        }
    }
}
