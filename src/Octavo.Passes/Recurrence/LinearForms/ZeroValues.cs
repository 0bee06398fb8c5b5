using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Values that hold nothing but zeros.</summary>
internal static class ZeroValues
{
    /// <summary>Nodes that are looked through one behind the other; no model has more.</summary>
    private const int LongestChain = 64;

    /// <summary>Whether every element is 0, whatever the graph's inputs.</summary>
    public static bool Are(Value value)
    {
        for (var steps = 0; steps < LongestChain; steps++)
        {
            if (value.FloatConstant() is { } constant)
            {
                return constant.IsZero();
            }

            switch (value.Producer)
            {
                case { Operator: ZerosLike }:
                    return true;
                case { Operator: Fill } fill:
                    value = fill.Input(1);
                    break;
                case { Operator: Reshape or Squeeze or ExpandDims or BroadcastTo or Tile or Transpose or Slice or StridedSlice } moving:
                    value = moving.Input(0);
                    break;
                default:
                    return false;
            }
        }

        return false;
    }
}
