using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>A graph that a step of a plan runs, with a plan that is taken anew where shapes change.</summary>
internal sealed class PlannedSubgraph(Graph graph, SubgraphPlans plans, RunWatch watch,
    Func<Graph, IReadOnlyList<Shape>, Plan> makePlan) : SubgraphRun, IDisposable
{
    private Operand[] inputs = [];
    private Operand[] outputs = [];
    private SubgraphPlans.Shared? planned;

    public override Graph Graph => graph;

    public override void Plan(ReadOnlySpan<Shape> inputShapes)
    {
        if (planned is null || !inputShapes.SequenceEqual(planned.Shapes))
        {
            PlanAnew(inputShapes.ToArray());
        }
    }

    public override Operand Input(int index) => inputs[index];

    public override Operand Output(int index) => outputs[index];

    /// <summary>Counts as a step, so that a loop of empty graphs comes to an end too.</summary>
    public override void Run()
    {
        watch.Count();
        planned!.Plan.Run();
    }

    public void Dispose()
    {
        if (planned is { } former)
        {
            planned = null;
            plans.GiveBack(former);
        }
    }

    private void PlanAnew(Shape[] shapes)
    {
        Dispose();
        var taken = plans.Take(graph, shapes, makePlan);
        inputs = [.. graph.Inputs.Select(input => taken.Plan[input])];
        outputs = [.. graph.Outputs.Select(output => taken.Plan[output])];
        planned = taken;
    }
}
