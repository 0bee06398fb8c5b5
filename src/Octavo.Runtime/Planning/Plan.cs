using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>One subgraph, prepared for the present shapes of its inputs.</summary>
internal sealed class Plan(
    RunEnvironment environment, Graph graph,
    IReadOnlyList<PlannedStep> steps, IReadOnlyDictionary<Value, Operand> operands, IReadOnlyList<IDisposable> memory,
    PlanVariables variables)
    : IDisposable
{
    public Graph Graph { get; } = graph;

    public IReadOnlyList<PlannedStep> Steps { get; } = steps;

    public long ArenaSizeInBytes { get; init; }

    public Operand this[Value value] => operands[value];

    /// <inheritdoc cref="Run(int)"/>
    public void Run()
    {
        for (var index = 0; index < Steps.Count; index++)
        {
            Run(index);
        }
    }

    /// <summary>Runs one of the steps, as part of an invocation, which begins with the first.</summary>
    /// <exception cref="OctavoException">
    /// An element is out of an operator's domain; or a kernel failed, which is a fault of Octavo's own and says the node (kind Internal).
    /// </exception>
    public void Run(int index)
    {
        try
        {
            if (index == 0)
            {
                variables.GiveMemory();
            }

            environment.Watch.Count();
            Steps[index].Step.Run();
        }
        catch (Exception error) when (FaultGuard.IsFault(error))
        {
            throw FaultGuard.Report(error, environment.Model.PlaceOf(Steps[index].Node));
        }
    }

    public void Dispose()
    {
        foreach (var item in memory)
        {
            item.Dispose();
        }
    }
}
