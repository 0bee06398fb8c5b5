using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// The facet of an operator that computes the same where the axes of its data lie elsewhere, its attributes and constant operands
/// following.
/// </summary>
internal interface IMovableAxes
{
    /// <summary>Whether an input is data; others name axes, sizes or positions.</summary>
    bool IsData(Node node, int input) => input == 0;

    /// <param name="node">Of this operator; the shapes of its data are known but for their sizes.</param>
    /// <param name="moves">Whether data moves. Other data stays as it is.</param>
    /// <returns>Null where there is no such operator, or an operand that has to follow is not known.</returns>
    MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves);
}
