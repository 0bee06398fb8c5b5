using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// A resource that one graph reads and then assigns, each once, that holds zeros at first, and that nothing else in the model knows: what a
/// variable of an operator is, once the operator computes what is assigned.
/// </summary>
/// <param name="Read">Gives what the last invocation left.</param>
/// <param name="Assignment">Stores what this one leaves.</param>
internal sealed record KeptState(ResourceName Name, Node Read, Node Assignment)
{
    /// <summary>What an invocation starts from.</summary>
    public Value First => Read.Output;

    /// <summary>What it leaves.</summary>
    public Value Last => Assignment.Input(1);

    /// <summary>Fixed.</summary>
    public Shape Shape => First.Shape;
}
