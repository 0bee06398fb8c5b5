using Octavo.Graphs;

namespace Octavo.Quantization;

/// <summary>
/// Proposes to rewrite a node, so that what it computes stays the same and its quantized weights lose less. Rules with such algorithms
/// refine the rule with a form that
/// they follow, one after the other.
/// </summary>
internal interface IPreparation : IQuantizationAlgorithm
{
    /// <summary>Why a node should be prepared; null where it should not.</summary>
    /// <param name="planned">The forms that its inputs are to have; none for the inputs that are left out.</param>
    string? Propose(Node node, IReadOnlyDictionary<int, PlannedForm> planned);

    /// <summary>Whether the node is one that can be rewritten.</summary>
    bool IsPossible(Node node);

    /// <summary>Rewrites nodes of one graph.</summary>
    void Apply(Graph graph, IReadOnlySet<Node> nodes);
}
