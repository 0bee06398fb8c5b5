using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Runtime;

/// <summary>One subgraph, prepared for the present shapes of its inputs.</summary>
internal sealed class Plan(Graph graph, IReadOnlyList<PlannedStep> steps, IReadOnlyDictionary<Value, Operand> operands, IReadOnlyList<IDisposable> memory) : IDisposable
{
    public Graph Graph { get; } = graph;

    public IReadOnlyList<PlannedStep> Steps { get; } = steps;

    public long ArenaSizeInBytes { get; init; }

    public Operand this[Value value] => operands[value];

    public void Run()
    {
        for (var index = 0; index < Steps.Count; index++)
        {
            Steps[index].Step.Run();
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
