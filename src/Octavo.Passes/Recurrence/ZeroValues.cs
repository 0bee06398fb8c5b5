using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Values that hold nothing but zeros.</summary>
internal static class ZeroValues
{
    /// <summary>Whether every element is 0, whatever the graph's inputs.</summary>
    public static bool Are(Value value) => value.FloatConstant() is { } constant
        ? constant.IsZero()
        : value.Producer is { } node && node.Operator switch
        {
            ZerosLike => true,
            Fill => Are(node.Input(1)),
            Reshape or Squeeze or ExpandDims or BroadcastTo or Tile or Transpose or Slice or StridedSlice => Are(node.Input(0)),
            _ => false,
        };
}
