using System.Collections.Immutable;

namespace Octavo.TensorFlow;

/// <summary>Collects the nodes that some values need, up to where the graph is cut.</summary>
/// <param name="find">The node of a name, of the graph or new.</param>
/// <param name="follow">What stands for a value behind the cut: the value itself, or an output of another node.</param>
/// <param name="keepsControl">Which control inputs are followed.</param>
internal sealed class GraphCut(Func<string, TensorFlowNode> find, Func<NodeOutput, NodeOutput> follow, Func<string, bool> keepsControl)
{
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly Queue<string> sentBack = new();
    private readonly List<TensorFlowNode> nodes = [];

    /// <summary>Everything taken so far, inputs before their users but for what a NextIteration sends back.</summary>
    public ImmutableArray<TensorFlowNode> Nodes => [.. nodes];

    /// <summary>Whether a node was taken.</summary>
    public bool Holds(string name) => visited.Contains(name);

    /// <summary>Takes what a value needs.</summary>
    /// <returns>What stands for the value.</returns>
    public NodeOutput Take(NodeOutput value)
    {
        var followed = follow(value);
        TakeNode(followed.Node);
        return followed;
    }

    /// <summary>Takes a node and what it needs.</summary>
    public void TakeNode(string name)
    {
        Visit(name);
        while (sentBack.TryDequeue(out var next))
        {
            Visit(next);
        }
    }

    private void Visit(string root)
    {
        var stack = new Stack<(TensorFlowNode Node, IEnumerator<string> Inputs)>();
        void Enter(string name)
        {
            if (!visited.Add(name))
            {
                return;
            }

            var node = find(name);
            node = node.With([.. node.Inputs.Select(follow)], [.. node.ControlInputs.Where(keepsControl)]);
            stack.Push((node, node.Inputs.Select(input => input.Node).Concat(node.ControlInputs).GetEnumerator()));
        }

        Enter(root);
        while (stack.TryPeek(out var top))
        {
            if (!top.Inputs.MoveNext())
            {
                nodes.Add(top.Node);
                stack.Pop();
            }
            else if (OperationKinds.IsNextIteration(find(top.Inputs.Current).Operation))
            {
                sentBack.Enqueue(top.Inputs.Current);
            }
            else
            {
                Enter(top.Inputs.Current);
            }
        }
    }
}
