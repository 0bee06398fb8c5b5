using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>The only output of a node of some operator whose first inputs have given forms.</summary>
/// <param name="accepts">Which operators.</param>
/// <param name="inputs">The forms of the first inputs.</param>
/// <param name="commutes">Whether two inputs may stand in either order.</param>
internal sealed class OperatorPattern(Func<Operator, bool> accepts, IReadOnlyList<Pattern> inputs, bool commutes = false) : Pattern
{
    private readonly IReadOnlyList<Pattern>[] orders = commutes ? [inputs, [inputs[1], inputs[0]]] : [inputs];

    public override IEnumerable<Match> Find(Value value, Match match)
    {
        if (value.Producer is not { Outputs.Count: 1 } node || !accepts(node.Operator) || node.Inputs.Count < inputs.Count
            || !value.IsPlain())
        {
            return [];
        }

        return orders.SelectMany(order => FindInputs(node, order, 0, match.With(node)));
    }

    private static IEnumerable<Match> FindInputs(Node node, IReadOnlyList<Pattern> order, int index, Match match)
    {
        if (index == order.Count)
        {
            return [match];
        }

        return node.Inputs[index] is { } input
            ? order[index].Find(input, match).SelectMany(found => FindInputs(node, order, index + 1, found))
            : [];
    }
}
