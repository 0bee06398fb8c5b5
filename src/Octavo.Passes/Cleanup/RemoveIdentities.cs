using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Removes nodes whose output has the elements, type and shape of an input.</summary>
internal sealed class RemoveIdentities : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Outputs.Count == 1 && edit.Holds(node) && SameAs(node) is { } same && same.IsPlain() && node.Output.IsPlain()
                && same.ElementType == node.Output.ElementType && same.Shape == node.Output.Shape)
            {
                edit.Bypass(node, same);
            }
        }
    }

    /// <summary>The input that says the same if only type and shape do; null where none does.</summary>
    private static Value? SameAs(Node node) => node.Operator switch
    {
        Add { Activation: FusedActivation.None } =>
            node.Input(1).Number() == 0 ? node.Input(0) : node.Input(0).Number() == 0 ? node.Input(1) : null,
        Sub { Activation: FusedActivation.None } => node.Input(1).Number() == 0 ? node.Input(0) : null,
        Mul { Activation: FusedActivation.None } =>
            node.Input(1).Number() == 1 ? node.Input(0) : node.Input(0).Number() == 1 ? node.Input(1) : null,
        Div { Activation: FusedActivation.None } => node.Input(1).Number() == 1 ? node.Input(0) : null,
        Reshape or Squeeze or ExpandDims => HasOneOpenSize(node) ? node.Input(0) : null,
        Cast or Bitcast => node.Input(0),
        Transpose => IsInOrder(node.Input(1).Integers()) ? node.Input(0) : null,
        Pad or PadV2 or MirrorPad => AreAll(node.Input(1).Integers(), 0) ? node.Input(0) : null,
        Tile => AreAll(node.Input(1).Integers(), 1) ? node.Input(0) : null,
        Slice => TakesAll(node) ? node.Input(0) : null,
        StridedSlice slice => TakesAll(node, slice) ? node.Input(0) : null,
        Concatenation { Activation: FusedActivation.None } or AddN => node.Inputs.Count == 1 ? node.Input(0) : null,
        Split or SplitV => node.Input(node.Operator is Split ? 1 : 0),
        BroadcastTo => node.Output.Shape.IsKnown ? node.Input(0) : null,
        _ => null,
    };

    /// <summary>With one unknown size only, equal shapes are equal: the number of elements fixes it.</summary>
    private static bool HasOneOpenSize(Node node) =>
        node.Output.Shape is { HasRank: true } shape && shape.ToArray().Count(size => size < 0) <= 1;

    private static bool IsInOrder(int[]? permutation) =>
        permutation is not null && permutation.Select((axis, index) => axis == index).All(same => same);

    private static bool AreAll(int[]? elements, int number) =>
        elements is not null && Array.TrueForAll(elements, element => element == number);

    private static bool TakesAll(Node slice) =>
        AreAll(slice.Input(1).Integers(), 0) && (slice.Output.Shape.IsKnown || AreAll(slice.Input(2).Integers(), -1));

    /// <summary>As many positions as there are, forward, are all of them.</summary>
    private static bool TakesAll(Node node, StridedSlice slice) =>
        AreAll(node.Input(3).Integers(), 1) && slice is { NewAxisMask: 0, ShrinkAxisMask: 0 }
        && (node.Output.Shape.IsKnown || (slice.EllipsisMask == 0 && IsFull(slice.BeginMask, node) && IsFull(slice.EndMask, node)));

    private static bool IsFull(int mask, Node node) =>
        node.Input(1).Shape is { IsKnown: true } shape && shape.ElementCount < 31 && mask == (1 << (int)shape.ElementCount) - 1;
}
