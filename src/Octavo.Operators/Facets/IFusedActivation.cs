using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>An operator whose kernels apply an activation to its output.</summary>
internal interface IFusedActivation
{
    FusedActivation Activation { get; }

    /// <summary>The same operator with another activation.</summary>
    Operator With(FusedActivation activation);

    /// <summary>What an operator applies; null where it can apply nothing.</summary>
    static FusedActivation? Of(Operator @operator) => (@operator as IFusedActivation)?.Activation;
}
