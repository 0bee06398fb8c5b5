using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// How nodes that compute every row of a step by itself compute all steps at once: every value that differs from step to step gets an axis
/// of time in front, and each element comes out of the same operations in the same order.
/// </summary>
internal static class AllTimeSteps
{
    /// <summary>More axes than these, time not counted, are no rows.</summary>
    private const int MostAxes = 3;

    /// <param name="node">Of a loop's body.</param>
    /// <param name="varies">Whether a value differs from step to step; all others stay what they are.</param>
    /// <returns>Null where all steps cannot be computed at once.</returns>
    public static MovedOperator? Of(Node node, Func<Value, bool> varies) =>
        node.Operator is IMovableAxes operation
        && node.Outputs.Concat(node.Inputs.OfType<Value>().Where(varies))
            .All(value => value.IsPlain() && value.Shape is { HasRank: true, Rank: > 0 and <= MostAxes })
            ? operation.Move(node, AxisPlacement.BehindNewAxis, varies)
            : null;
}
