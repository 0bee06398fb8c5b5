using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The scale of sums: the product of the scales of what is multiplied, one for each channel where a factor has that.</summary>
/// <param name="Factors">Operands whose scales are multiplied.</param>
/// <param name="Constant">Multiplied too.</param>
internal sealed record ScaleProduct(ImmutableArray<OperandPlace> Factors, double Constant = 1)
{
    /// <summary>Whether the node has all the factors.</summary>
    public bool HoldsFor(Node node) => Factors.All(factor => factor.Of(node) is not null);
}
