using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>A constant with its plan and, for each form, what the solver found.</summary>
internal sealed class MeasuredConstant(PlannedGraph graph, Value value, ValueDecision planned)
{
    public PlannedGraph Graph => graph;

    public Value Value => value;

    /// <summary>The elements as float32.</summary>
    public Constant Reals { get; } = WeightReading.Reals(value.Constant!);

    public ValueDecision Planned { get; set; } = planned;

    /// <summary>Whether its elements have the forms that are planned.</summary>
    public bool IsPossible { get; set; } = true;

    public ImmutableArray<SolvedWeights> Solutions { get; set; } = [];

    /// <summary>The codes of each form, where they were made with the scales; empty where they are made when they are written.</summary>
    public ImmutableArray<Tensor> Codes { get; set; } = [];
}
