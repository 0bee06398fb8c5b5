using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Tells the values of a loop's body apart that are computed of the current step alone: of what it reads, and of the outputs of recurrent
/// layers that are known.
/// </summary>
internal sealed class TimeStepValues
{
    private readonly Dictionary<Value, TimeStepDependence> dependences = new(ReferenceEqualityComparer.Instance);
    private readonly Func<Columns, bool> isSource;

    /// <param name="isFixed">Whether a body's input is never changed.</param>
    /// <param name="isSource">Whether columns, traced, are a step that is read, or the output of a layer.</param>
    public TimeStepValues(Graph body, Func<Value, bool> isFixed, Func<Columns, bool> isSource)
    {
        this.isSource = isSource;
        foreach (var input in body.Inputs)
        {
            dependences[input] = isFixed(input) ? TimeStepDependence.Nothing : TimeStepDependence.State;
        }

        foreach (var node in body.Nodes)
        {
            var dependence = Of(node);
            foreach (var output in node.Outputs)
            {
                dependences[output] = IsSource(output) ? TimeStepDependence.Step : dependence;
            }
        }
    }

    public TimeStepDependence this[Value value] =>
        value.IsConstant ? value is { QuantizationDetail: null, Sparsity: null } ? TimeStepDependence.Nothing : TimeStepDependence.State
        : dependences.GetValueOrDefault(value, TimeStepDependence.State);

    /// <summary>Whether columns are such a value's, [batch, width].</summary>
    public bool Has(Columns columns) =>
        isSource(columns)
        || (this[columns.Value] == TimeStepDependence.Step && columns.Value.IsPlainFloat()
            && columns.Value.Shape is { HasRank: true, Rank: 2 });

    /// <summary>
    /// Whether a value [batch, width] is a step that is read, or the output of a layer, perhaps under another shape than there.
    /// </summary>
    public bool IsSource(Value value) =>
        value.IsPlainFloat() && value.Shape is { HasRank: true, Rank: 2 } && Columns.Of(value) is { } columns && isSource(columns);

    private TimeStepDependence Of(Node node)
    {
        var dependence = TimeStepDependence.Nothing;
        foreach (var input in node.Inputs)
        {
            dependence = input is null || this[input] < dependence ? dependence : this[input];
        }

        return dependence switch
        {
            TimeStepDependence.Nothing when node.Operator is ISubgraphOperator or OpaqueOperator or IStatefulOperator =>
                TimeStepDependence.State,
            TimeStepDependence.Step when AllTimeSteps.Of(node, value => this[value] == TimeStepDependence.Step) is null =>
                TimeStepDependence.State,
            _ => dependence,
        };
    }
}
