using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>A constant with its plan and, for each form, what the solver found.</summary>
internal sealed class MeasuredConstant(PlannedGraph graph, Value value, PlannedConstant planned)
{
    public PlannedGraph Graph => graph;

    public Value Value => value;

    public PlannedConstant Planned { get; set; } = planned;

    public ImmutableArray<SolvedWeights> Solutions { get; set; } = [];
}
