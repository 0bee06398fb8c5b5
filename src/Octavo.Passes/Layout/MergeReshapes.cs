using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Lets a RESHAPE to a constant shape read what the RESHAPE before it reads; and lets FULLY_CONNECTED, which takes its input as rows
/// anyway, read what was reshaped without touching the last axis.
/// </summary>
internal sealed class MergeReshapes : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (edit.Holds(node) && ReadsElementsOnly(node)
                && node.Input(0).Producer is { Operator: Reshape or Squeeze or ExpandDims } before
                && (node.Operator is Reshape || KeepsRows(before)))
            {
                edit.SetInput(node, 0, before.Input(0));
                edit.RemoveUnread(before.Output);
            }
        }
    }

    private static bool ReadsElementsOnly(Node node) => node.Operator switch
    {
        Reshape => node.OptionalInput(1)?.IsConstant ?? true,
        FullyConnected { KeepRank: false } => true,
        _ => false,
    };

    private static bool KeepsRows(Node reshape) =>
        reshape.Input(0).Shape is { HasRank: true, Rank: > 0 } source && reshape.Output.Shape is { HasRank: true, Rank: > 0 } target
        && source[-1] == target[-1] && source[-1] > 0;
}
