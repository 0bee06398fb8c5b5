using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>The operators whose kernels apply an activation to their own output.</summary>
internal static class FusedActivationSlot
{
    /// <summary>What the operator applies; null where it can apply nothing.</summary>
    public static FusedActivation? Of(Operator @operator) => @operator switch
    {
        Conv2D node => node.Activation,
        DepthwiseConv2D node => node.Activation,
        TransposeConv node => node.Activation,
        FullyConnected node => node.Activation,
        Add node => node.Activation,
        Sub node => node.Activation,
        Mul node => node.Activation,
        Div node => node.Activation,
        AveragePool2D node => node.Activation,
        MaxPool2D node => node.Activation,
        L2Pool2D node => node.Activation,
        _ => null,
    };

    /// <summary>The same operator with another activation.</summary>
    public static Operator With(Operator @operator, FusedActivation activation) => @operator switch
    {
        Conv2D node => node with { Activation = activation },
        DepthwiseConv2D node => node with { Activation = activation },
        TransposeConv node => node with { Activation = activation },
        FullyConnected node => node with { Activation = activation },
        Add node => node with { Activation = activation },
        Sub node => node with { Activation = activation },
        Mul node => node with { Activation = activation },
        Div node => node with { Activation = activation },
        AveragePool2D node => node with { Activation = activation },
        MaxPool2D node => node with { Activation = activation },
        L2Pool2D node => node with { Activation = activation },
        _ => throw new InvalidOperationException($"{@operator.Name} applies no activation."),
    };
}
