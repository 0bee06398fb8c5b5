using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The facet of an operator that adds up products of numbers. Operators that multiply without adding up have none.</summary>
internal interface IMultiplyAdds
{
    /// <summary>
    /// How many products a node adds up: for each output element as many as its sum has terms; null where a size is not known. An open
    /// batch counts as 1.
    /// </summary>
    /// <exception cref="OverflowException">There are too many to be counted.</exception>
    long? CountMultiplyAdds(Node node);
}
