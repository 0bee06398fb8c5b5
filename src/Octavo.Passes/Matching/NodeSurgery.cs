using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Edits that many passes make.</summary>
internal static class NodeSurgery
{
    /// <summary>Lets a node compute what its only reader computed, under the reader's output; the reader goes.</summary>
    public static void Absorb(this GraphEdit edit, Node node, Node reader)
    {
        edit.TakeOver(node, 0, reader.Output);
        edit.RemoveNode(reader);
    }

    /// <summary>
    /// Removes a node with one output that says the same as <paramref name="same"/>. The name of a graph output stays where another node
    /// can take it over.
    /// </summary>
    public static void Bypass(this GraphEdit edit, Node node, Value same)
    {
        var output = node.Output;
        if (output.IsReturned && same.Producer is { } producer && !same.IsReturned)
        {
            edit.TakeOver(producer, same.ProducerOutput, output);
            edit.RemoveNode(node);
            edit.ReplaceUses(same, output);
        }
        else
        {
            edit.ReplaceUses(output, same);
            edit.RemoveNode(node);
        }
    }

    /// <summary>Makes a node another one that computes the same output from other inputs, and removes what nobody reads any more.</summary>
    public static void Become(this GraphEdit edit, Node node, Operator @operator, params IEnumerable<Value?> inputs)
    {
        var former = node.Inputs.OfType<Value>().ToArray();
        edit.SetOperator(node, @operator);
        edit.SetInputs(node, inputs);
        edit.RemoveUnread(former);
    }

    /// <summary>Removes the nodes that compute values which nobody reads, and theirs in turn.</summary>
    public static void RemoveUnread(this GraphEdit edit, params IEnumerable<Value> values)
    {
        var pending = new Stack<Value>(values);
        while (pending.TryPop(out var value))
        {
            if (value.Producer is { } producer && !producer.IsStateful()
                && producer.Outputs.All(output => output.Uses.Count == 0 && !output.IsReturned))
            {
                edit.RemoveNode(producer);
                foreach (var input in producer.Inputs.OfType<Value>())
                {
                    pending.Push(input);
                }
            }
        }
    }

    /// <summary>A new node with one output of inferred type and shape, right before another node.</summary>
    public static Value Emit(this GraphEdit edit, Node before, string name, Operator @operator, params IReadOnlyList<Value?> inputs) =>
        new GraphBuilder(edit, before).Emit(name, @operator, inputs);
}
