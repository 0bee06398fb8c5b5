using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Replaces the loops of a graph that are made of frames by While nodes.</summary>
internal static class LoopFrames
{
    /// <summary>Loops in the bodies of others stay frames there.</summary>
    public static TensorFlowGraph Replace(TensorFlowGraph graph)
    {
        if (!graph.Nodes.Any(node => node.Operation == "LoopCond"))
        {
            return graph;
        }

        var frames = LoopFrame.Of(graph);
        var names = graph.Nodes.Select(node => node.Name).ToHashSet(StringComparer.Ordinal);
        var switches = new LoopSwitches(graph);
        var loops = graph.Nodes.Where(node => node.Operation == "LoopCond" && frames.GetValueOrDefault(node.Name) is { Depth: 1 })
            .Select(condition => new FrameLoop(graph, frames, switches, condition, UniqueName(NameOf(condition), names))).ToList();
        return loops.Count == 0 ? graph : Assemble(graph, frames, loops);
    }

    /// <summary>The name of a scope, made different from those of all nodes.</summary>
    public static string UniqueName(string name, HashSet<string> names)
    {
        while (!names.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private static TensorFlowGraph Assemble(TensorFlowGraph graph, Dictionary<string, LoopFrame> frames, List<FrameLoop> loops)
    {
        if (graph.Nodes.FirstOrDefault(node =>
            frames.ContainsKey(node.Name) && OperationKinds.IsVariableWrite(node.Operation)) is { } write)
        {
            throw new OctavoException(
                ErrorKind.UnsupportedFeature, "A loop of TensorFlow 1 assigns a variable in its steps.",
                $"{write.Operation} '{write.Name}'", "assignments in front of loops and behind them",
                hint: "Save the model with control flow of TensorFlow 2.");
        }

        var parts = loops.ToDictionary(loop => loop.Name, loop => loop.Bodies(), StringComparer.Ordinal);
        var made = loops.ToDictionary(loop => loop.Name, loop => loop.Node(), StringComparer.Ordinal);
        var left = loops.SelectMany(loop => loop.Left()).ToDictionary();
        var cut = new GraphCut(name => made.GetValueOrDefault(name) ?? graph[name], Outside, name => !frames.ContainsKey(name));
        var outputs = graph.Outputs.Select(output => output with { Value = cut.Take(output.Value) }).ToImmutableArray();
        foreach (var kept in graph.Inputs.Select(input => input.Value.Node).Concat(Effects(graph, name => !frames.ContainsKey(name))))
        {
            cut.TakeNode(kept);
        }

        return graph.With(cut.Nodes, outputs, parts.Where(part => cut.Holds(part.Key)).ToDictionary(StringComparer.Ordinal));

        NodeOutput Outside(NodeOutput value)
        {
            while (true)
            {
                var node = made.ContainsKey(value.Node) ? null : graph[value.Node];
                if (left.TryGetValue(value, out var last))
                {
                    value = last;
                }
                else if (node is not null
                    && (OperationKinds.IsExit(node.Operation) || (OperationKinds.IsEnter(node.Operation) && frames[node.Name].Depth == 1)))
                {
                    value = node.Inputs[0];
                }
                else
                {
                    return value;
                }
            }
        }
    }

    /// <summary>Nodes that must not vanish without a word although no output needs them: what changes variables.</summary>
    public static IEnumerable<string> Effects(TensorFlowGraph graph, Func<string, bool> isOutside) => graph.Nodes
        .Where(node =>
            OperationKinds.IsVariableWrite(node.Operation)
            || (OperationKinds.IsFunctionalControlFlow(node.Operation) && isOutside(node.Name)))
        .Select(node => node.Name);

    /// <summary>The scope that TensorFlow put the loop's nodes in.</summary>
    private static string NameOf(TensorFlowNode condition) =>
        condition.Name.LastIndexOf('/') is > 0 and var slash ? condition.Name[..slash] : condition.Name;
}
