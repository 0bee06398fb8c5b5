using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>A pass that is a list of rules.</summary>
internal abstract class PatternPass : IPass
{
    private readonly IReadOnlyList<Rule> rules;

    private protected PatternPass(params IReadOnlyList<Rule> rules) => this.rules = rules;

    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (edit.Holds(node))
            {
                foreach (var rule in rules)
                {
                    if (rule.TryApply(edit, node))
                    {
                        break;
                    }
                }
            }
        }
    }
}
