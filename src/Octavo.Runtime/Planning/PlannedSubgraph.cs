using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>A graph that a step of a plan runs, with a plan of its own that is made anew where shapes change.</summary>
internal sealed class PlannedSubgraph(Graph graph, Func<Graph, IReadOnlyList<Shape>, Plan> makePlan) : SubgraphRun, IDisposable
{
    private Shape[] planned = [];
    private Operand[] inputs = [];
    private Operand[] outputs = [];
    private Plan? plan;

    public override Graph Graph => graph;

    public override void Plan(ReadOnlySpan<Shape> inputShapes)
    {
        if (plan is null || !inputShapes.SequenceEqual(planned))
        {
            PlanAnew(inputShapes.ToArray());
        }
    }

    public override Operand Input(int index) => inputs[index];

    public override Operand Output(int index) => outputs[index];

    public override void Run() => plan!.Run();

    public void Dispose() => plan?.Dispose();

    private void PlanAnew(Shape[] shapes)
    {
        plan?.Dispose();
        plan = null;
        planned = shapes;
        var made = makePlan(graph, shapes);
        inputs = [.. graph.Inputs.Select(input => made[input])];
        outputs = [.. graph.Outputs.Select(output => made[output])];
        plan = made;
    }
}
