using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>
/// An operator that computes each element of its only output from the elements of its inputs at the same place; inputs of size 1 along an
/// axis, or without it, are stretched, where the operator takes such inputs at all.
/// </summary>
internal interface IElementwise : IAxisMap, IMovableAxes
{
    AxisSource IAxisMap.SourceOf(Node node, int output, int axis) => AxisSource.Operands;

    bool IMovableAxes.IsData(Node node, int input) => true;

    MovedOperator? IMovableAxes.Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        MovedOperator.Elementwise(node, placement, moves);
}
