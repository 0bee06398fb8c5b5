using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The facet of an operator that sums products of activations and weights and adds a bias.</summary>
internal interface IWeighted
{
    /// <summary>Null for a form whose weights are stored in another order.</summary>
    WeightLayout? Weights { get; }

    /// <summary>That of an operator; null for one without weights.</summary>
    static WeightLayout? LayoutOf(Operator @operator) => (@operator as IWeighted)?.Weights;
}
