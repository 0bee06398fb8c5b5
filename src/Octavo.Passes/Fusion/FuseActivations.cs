using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Lets an operator apply the RELU, RELU6 or RELU_N1_TO_1 that is alone in reading its output.</summary>
internal sealed class FuseActivations : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is IActivation { Fused: var activation } && activation.IsClamp() && node.Input(0) is { } value
                && value.IsPlainFloat() && node.Output.IsPlainFloat()
                && value.Producer is { } producer && edit.OnlyReader(value) is not null
                && producer.Operator is IFusedActivation fused && Combine(fused.Activation, activation) is { } combined)
            {
                edit.SetOperator(producer, fused.With(combined));
                edit.Absorb(producer, node);
            }
        }
    }

    /// <summary>One activation that does what the first and then the second do; null where there is none.</summary>
    private static FusedActivation? Combine(FusedActivation first, FusedActivation second) => (first, second) switch
    {
        (FusedActivation.None, _) => second,
        (FusedActivation.Relu, FusedActivation.Relu or FusedActivation.Relu6) => second,
        (FusedActivation.Relu6, FusedActivation.Relu or FusedActivation.Relu6) => first,
        (FusedActivation.ReluMinus1To1, FusedActivation.ReluMinus1To1) => first,
        _ => null,
    };
}
