using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>What a pattern found: the values that its variables stand for, and the nodes in between.</summary>
internal sealed record Match(ImmutableDictionary<Variable, Value> Bindings, ImmutableList<Node> Nodes)
{
    public static Match Empty { get; } = new(ImmutableDictionary<Variable, Value>.Empty, []);

    public Value this[Variable variable] => Bindings[variable];

    /// <summary>The number that a variable of a constant stands for.</summary>
    public float Number(Variable variable) => Bindings[variable].Number()!.Value;

    public Match With(Variable variable, Value value) => this with { Bindings = Bindings.Add(variable, value) };

    public Match With(Node node) => Nodes.Contains(node) ? this : this with { Nodes = Nodes.Add(node) };
}
