using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Convolutions and matrix products whose weights may be folded into.</summary>
internal static class LinearProducer
{
    /// <summary>The node that computes the value with constant float weights and no activation, and that nobody else reads.</summary>
    public static Node? Of(GraphEdit edit, Value value) =>
        value.Producer is { } node && IWeighted.LayoutOf(node.Operator) is { } layout
        && IFusedActivation.Of(node.Operator) == FusedActivation.None
        && edit.OnlyReader(value) is not null && node.Input(layout.Weights).IsConstant
        && node.Input(layout.Data).IsPlainFloat() && node.Input(layout.Weights).IsPlainFloat() && node.Output.IsPlainFloat()
        && node.OptionalInput(layout.Bias) is null or { IsConstant: true }
            ? node
            : null;
}
