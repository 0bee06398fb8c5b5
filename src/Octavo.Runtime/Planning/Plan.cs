using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>One subgraph, prepared for the present shapes of its inputs.</summary>
internal sealed class Plan(
    RunEnvironment environment, Graph graph, IReadOnlyList<PlannedStep> steps, IReadOnlyDictionary<Value, Operand> operands, IReadOnlyList<IDisposable> memory,
    PlanVariables variables)
    : IDisposable
{
    public Graph Graph { get; } = graph;

    public IReadOnlyList<PlannedStep> Steps { get; } = steps;

    public long ArenaSizeInBytes { get; init; }

    public Operand this[Value value] => operands[value];

    /// <exception cref="OctavoException">An element is out of an operator's domain; or a kernel failed, which is a fault of Octavo's own and says the node (kind Internal).</exception>
    public void Run()
    {
        var index = 0;
        try
        {
            variables.GiveMemory();
            for (; index < Steps.Count; index++)
            {
                Run(index);
            }
        }
        catch (Exception error) when (FaultGuard.IsFault(error))
        {
            throw FaultGuard.Report(error, environment.Model.PlaceOf(index < Steps.Count ? Steps[index].Node : null));
        }
    }

    /// <summary>Runs one of the steps, as part of an invocation.</summary>
    public void Run(int index)
    {
        environment.Watch.Count();
        Steps[index].Step.Run();
    }

    public void Dispose()
    {
        foreach (var item in memory)
        {
            item.Dispose();
        }
    }
}
