using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Computes once what several nodes with equal operators compute of the same inputs; small constants are the same where their elements are.
/// </summary>
internal sealed class MergeEqualNodes : IPass
{
    public void Apply(GraphEdit edit)
    {
        var first = new Dictionary<Key, Node>();
        var constants = new ConstantIdentity();
        foreach (var node in edit.Graph.Nodes.ToArray())
        {
            if (node.IsStateful() || node.Operator is OpaqueOperator || node.Outputs.Count == 0 || node.Inputs.Count == 0
                || node.Outputs.Any(output => !output.IsPlain()))
            {
                continue;
            }

            var key = new Key(node.Operator, new ValueList<int>([.. node.Inputs.Select(constants.NumberOf)]), node.Outputs[0].ElementType);
            if (!first.TryAdd(key, node) && first[key] is var same && same.Outputs.Count == node.Outputs.Count)
            {
                Merge(edit, node, same);
            }
        }
    }

    private static void Merge(GraphEdit edit, Node node, Node same)
    {
        if (node.Outputs.Count == 1)
        {
            edit.Bypass(node, same.Output);
            return;
        }

        for (var index = 0; index < node.Outputs.Count; index++)
        {
            edit.ReplaceUses(node.Outputs[index], same.Outputs[index]);
        }

        edit.RemoveNode(node);
    }

    private sealed record Key(Operator Operator, ValueList<int> Inputs, ElementType ElementType);

    /// <summary>Numbers values so that equal numbers mean equal elements.</summary>
    private sealed class ConstantIdentity
    {
        private readonly Dictionary<object, int> numbers = new(ReferenceEqualityComparer.Instance);
        private readonly Dictionary<(ElementType, Shape, string), int> contents = [];
        private int count;

        public int NumberOf(Value? value)
        {
            if (value is null)
            {
                return -1;
            }

            var identity = value.Constant is { } constant && value.IsPlain() ? (object)constant : value;
            if (!numbers.TryGetValue(identity, out var number))
            {
                number = value.Constant is { } small && value.IsPlain() && small.IsSmall() ? NumberOf(small) : count++;
                numbers.Add(identity, number);
            }

            return number;
        }

        private int NumberOf(Constant constant)
        {
            var key = (constant.ElementType, constant.Shape, Convert.ToBase64String(constant.Evaluate().Bytes.Span));
            if (!contents.TryGetValue(key, out var number))
            {
                number = count++;
                contents.Add(key, number);
            }

            return number;
        }
    }
}
