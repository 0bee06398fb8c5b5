using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>A form, and the one operator that computes the same.</summary>
/// <param name="Form">What the last node's output looks like.</param>
/// <param name="Operator">What the last node becomes.</param>
/// <param name="Inputs">What it then reads.</param>
internal sealed record Rule(Pattern Form, Func<Match, Operator> Operator, Func<GraphEdit, Match, IReadOnlyList<Value>> Inputs)
{
    /// <summary>An operator that reads variables only.</summary>
    public Rule(Pattern form, Func<Match, Operator> @operator, params IReadOnlyList<Variable> inputs)
        : this(form, @operator, (_, match) => [.. inputs.Select(input => match[input])])
    {
    }

    /// <summary>What must hold besides the form; everything where it is null.</summary>
    public Func<Match, bool>? When { get; init; }

    /// <summary>Whether the rule may leave what lies in between to other readers.</summary>
    public bool AllowsOtherReaders { get; init; }

    /// <summary>
    /// Applies the rule where the node's output has the form, nobody reads what lies in between, and type and shape stay as they are.
    /// </summary>
    public bool TryApply(GraphEdit edit, Node node)
    {
        if (node.Outputs.Count != 1 || node.Output.ElementType != ElementType.Float32)
        {
            return false;
        }

        foreach (var match in Form.Find(node.Output, Match.Empty))
        {
            if ((AllowsOtherReaders || IsClosed(edit, node, match)) && (When is null || When(match)))
            {
                var @operator = Operator(match);
                var inputs = Inputs(edit, match);
                var inferred = GraphBuilder.Infer(@operator, inputs)[0];
                if (inferred.ElementType == node.Output.ElementType && inferred.Shape == node.Output.Shape)
                {
                    edit.Become(node, @operator, inputs);
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsClosed(GraphEdit edit, Node root, Match match) => match.Nodes.All(
        node => ReferenceEquals(node, root) || (!node.Output.IsReturned && node.Output.Uses.All(use => match.Nodes.Contains(use.Node))));
}
