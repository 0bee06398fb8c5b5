using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Steps that are all taken out of a sequence and joined again, in order or in the opposite one, are the sequence, transposed or reversed.
/// </summary>
internal sealed class RemoveRepacking : IPass
{
    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.Operator is Pack pack && edit.Holds(node) && node.Input(0).Producer is { Operator: Unpack unpack } source
                && source.Outputs.Count == node.Inputs.Count
                && Order(node, source) is { } isReversed && source.Input(0).Shape is { HasRank: true, Rank: var rank }
                    && node.Output.IsPlain())
            {
                Replace(edit, node, source.Input(0), isReversed, (unpack.Axis + rank) % rank, (pack.Axis + rank) % rank, rank);
                edit.RemoveUnread(source.Outputs[0]);
            }
        }
    }

    /// <summary>Whether the steps are joined from the last to the first; null where they are joined otherwise.</summary>
    private static bool? Order(Node pack, Node unpack)
    {
        var steps = unpack.Outputs;
        return pack.Inputs.Zip(steps, ReferenceEquals).All(isSame => isSame) ? false
            : pack.Inputs.Zip(steps.Reverse(), ReferenceEquals).All(isSame => isSame) ? true
            : null;
    }

    private static void Replace(GraphEdit edit, Node pack, Value sequence, bool isReversed, int from, int to, int rank)
    {
        if (isReversed)
        {
            sequence = edit.Emit(pack, $"{pack.Name}/reversed", new ReverseV2(), sequence,
                edit.AddConstant($"{pack.Name}/axis", Tensor.From(new Shape(1), [from])));
        }

        if (from == to)
        {
            edit.Bypass(pack, sequence);
            return;
        }

        var permutation = Enumerable.Range(0, rank).Where(axis => axis != from).ToList();
        permutation.Insert(to, from);
        edit.Become(pack, new Transpose(), sequence,
            edit.AddConstant($"{pack.Name}/permutation", Tensor.From(new Shape(rank), [.. permutation])));
    }
}
