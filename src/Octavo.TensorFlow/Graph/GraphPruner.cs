using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Keeps what the outputs need and what changes variables (or, where asked, every stateful node), in an order in which inputs come
/// before their users, but for values that a NextIteration sends back to a Merge. Of the control dependencies it keeps the order among
/// reads and writes of variables, and the Switch branches that constants belong to; prints and assertions thereby vanish.
/// </summary>
internal sealed class GraphPruner(IReadOnlyList<TensorFlowNode> nodes, FunctionLibrary library, string file)
{
    private readonly Dictionary<string, TensorFlowNode> byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, bool> visited = new(StringComparer.Ordinal);
    private readonly List<TensorFlowNode> ordered = [];

    public ImmutableArray<TensorFlowNode> Prune(IEnumerable<NodeOutput> outputs, IEnumerable<string> inputs, bool keepStateful)
    {
        var effects = nodes.Where(node => keepStateful ? library.Signature(node.Operation)?.IsStateful ?? true : IsWrite(node)).ToList();
        var reduced = nodes.ToDictionary(node => node.Name, node => node.With(node.Inputs, Controls(node, effects.Count != 0)),
            StringComparer.Ordinal);
        var loops = new Queue<string>();
        foreach (var root in inputs.Concat(outputs.Select(output => output.Node)).Concat(effects.Select(node => node.Name)))
        {
            Visit(root, reduced, loops);
            while (loops.TryDequeue(out var sentBack))
            {
                Visit(sentBack, reduced, loops);
            }
        }

        return [.. ordered];
    }

    private void Visit(string root, Dictionary<string, TensorFlowNode> reduced, Queue<string> loops)
    {
        var stack = new Stack<(TensorFlowNode Node, IEnumerator<string> Inputs)>();
        void Enter(string name)
        {
            visited[name] = false;
            var node = reduced[name];
            stack.Push((node, node.Inputs.Select(input => input.Node).Concat(node.ControlInputs).GetEnumerator()));
        }

        if (!visited.ContainsKey(root))
        {
            Enter(root);
        }

        while (stack.TryPeek(out var top))
        {
            if (!top.Inputs.MoveNext())
            {
                visited[top.Node.Name] = true;
                ordered.Add(top.Node);
                stack.Pop();
                continue;
            }

            var next = top.Inputs.Current;
            if (OperationKinds.IsNextIteration(reduced[next].Operation))
            {
                loops.Enqueue(next);
            }
            else if (!visited.TryGetValue(next, out var done))
            {
                Enter(next);
            }
            else if (!done)
            {
                throw new OctavoException(
                    ErrorKind.MalformedModel, "Nodes depend on each other in a circle.", $"{file}, node '{next}'",
                    found: string.Join(" <- ", stack.Select(entry => entry.Node.Name).TakeWhile(name => name != next).Take(8)));
            }
        }
    }

    private ImmutableArray<string> Controls(TensorFlowNode node, bool hasEffects)
    {
        var pivots = node.ControlInputs.Where(IsSwitchBranch);
        return [.. (hasEffects && IsAccess(node) ? pivots.Concat(AccessesBefore(node)) : pivots).Distinct(StringComparer.Ordinal)];
    }

    private IEnumerable<string> AccessesBefore(TensorFlowNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(node.ControlInputs);
        while (pending.TryPop(out var name))
        {
            var before = byName[name];
            if (!seen.Add(name))
            {
                continue;
            }

            if (IsAccess(before) && (IsWrite(before) || IsWrite(node)))
            {
                yield return name;
            }
            else
            {
                foreach (var input in before.ControlInputs.Concat(before.Inputs.Select(input => input.Node)))
                {
                    pending.Push(input);
                }
            }
        }
    }

    private bool IsAccess(TensorFlowNode node) => OperationKinds.IsVariableRead(node.Operation) || IsWrite(node) || ReadsReference(node)
        || (OperationKinds.IsFunctionalControlFlow(node.Operation) && BodyFunctions.Of(node)
            .Any(function => library.AccessesVariables(function.Name)));

    /// <summary>A node that reads a variable of TensorFlow 1 reads it when it runs; one that hands a reference on does not.</summary>
    private bool ReadsReference(TensorFlowNode node) => !node.Operation.StartsWith("Ref", StringComparison.Ordinal)
        && node.Inputs.Any(input => OperationKinds.IsReference(byName[input.Node].Operation));

    private bool IsWrite(TensorFlowNode node) =>
        OperationKinds.IsVariableWrite(node.Operation)
        || (OperationKinds.IsFunctionalControlFlow(node.Operation) && BodyFunctions.Of(node)
            .Any(function => library.WritesVariables(function.Name)));

    private bool IsSwitchBranch(string name)
    {
        var node = byName[name];
        for (var steps = 0; steps < nodes.Count && node is { Operation: "Identity", Inputs.Length: > 0 }; steps++)
        {
            node = byName[node.Inputs[0].Node];
        }

        return OperationKinds.IsSwitch(node.Operation);
    }
}
