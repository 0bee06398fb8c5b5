using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The facet of an operator that does what a fused activation does.</summary>
internal interface IActivation
{
    FusedActivation Fused { get; }

    /// <summary>What an operator does as a fused activation; none where it is no activation.</summary>
    static FusedActivation Of(Operator? @operator) => (@operator as IActivation)?.Fused ?? FusedActivation.None;
}
