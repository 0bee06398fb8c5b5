using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// One step of filters over time, as SVDF computes it: activation(bias + sum over the rank of (time weights . last values of (feature
/// weights . x))). Source: Nakkiran et al., "Compressing Deep Neural Networks using a Rank-Constrained Topology" (2015).
/// </summary>
/// <param name="Output">Holds [batch, units], in whatever shape.</param>
/// <param name="Bias">[units]; null for zeros.</param>
internal sealed record FilterLayer(FilterWindow Window, Constant TimeWeights, Value Output, int Rank, Constant? Bias,
    FusedActivation Activation)
{
    /// <summary>The layer that keeps a state; null where it is none.</summary>
    public static FilterLayer? Find(GraphEdit edit, KeptState kept, KeptStates states)
    {
        foreach (var window in FilterWindow.Of(kept))
        {
            if (FilterSum.Of(edit, window) is { } sum && FollowFrom(edit, window, sum) is { } layer
                && states.AreHeldBy([kept], [layer.Output]))
            {
                return layer;
            }
        }

        return null;
    }

    /// <summary>
    /// All of what follows the sum that the operator computes too: in this order the sum over the rank, the bias, the activation.
    /// </summary>
    private static FilterLayer? FollowFrom(GraphEdit edit, FilterWindow window, FilterSum sum)
    {
        var layer = new FilterLayer(window, sum.TimeWeights, sum.Value, 1, sum.Bias, sum.Activation);
        var axes = sum.Axes;
        var found = axes.AreBatchMajor ? layer : null;
        while (layer.Activation == FusedActivation.None && edit.OnlyReader(layer.Output) is { } reader)
        {
            if (axes.Behind(reader) is { } moved)
            {
                (layer, axes) = (layer with { Output = reader.Output }, moved);
                found ??= axes.AreBatchMajor ? layer : null;
                continue;
            }

            if (Next(layer, axes, reader) is not var (next, behind))
            {
                break;
            }

            (layer, axes) = (next, behind);
            found = axes.AreBatchMajor ? layer : found;
        }

        return found;
    }

    private static (FilterLayer Layer, FilterAxes Axes)? Next(FilterLayer layer, FilterAxes axes, Node reader)
    {
        if (reader.Operator is Sum && layer is { Rank: 1, Bias: null })
        {
            var over = axes.Axes.Contains(FilterAxis.Rank) ? FilterAxis.Rank : FilterAxis.Filter;
            return axes.Behind(reader, over) is { } summed ? (layer with { Output = reader.Output, Rank = axes.Count(over) }, summed)
                : null;
        }

        if (axes.Axes.Contains(FilterAxis.Rank))
        {
            return null;
        }

        if (reader.Operator is Add { Activation: var activation } && layer.Bias is null && reader.Output.Shape == axes.Shape)
        {
            var added = ReferenceEquals(reader.Input(0), layer.Output) ? reader.Input(1) : reader.Input(0);
            return added.FloatConstant() is { } constant && axes.Along(constant) is { } bias
                ? (layer with { Output = reader.Output, Bias = bias.Under(new Shape(axes.Count(FilterAxis.Filter))),
                    Activation = activation }, axes)
                : null;
        }

        var fused = IActivation.Of(reader.Operator);
        return fused == FusedActivation.None ? null : (layer with { Output = reader.Output, Activation = fused }, axes);
    }
}
