using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Runs a list of passes again and again until none changes the graph.</summary>
internal static class PassRunner
{
    /// <summary>A graph that is still changing after this many rounds has two passes that undo each other.</summary>
    private const int MostRounds = 50;

    /// <summary>
    /// Runs the list on every subgraph of a model, those that run others first, until none changes; what a pass finds out about a graph may
    /// help those that run it.
    /// Signatures follow the values that their graphs return. Subgraphs that a node ran and that none runs any more go, unless an
    /// operator that is not understood names subgraphs by their places.
    /// </summary>
    /// <inheritdoc cref="Run(Graph, IReadOnlyList{IPass}, string?, Model?)"/>
    public static void Run(Model model, IReadOnlyList<IPass> passes, string? stopAfter = null)
    {
        var returned = model.Subgraphs.ToDictionary(graph => graph, PlacesOfOutputs);
        var called = model.Subgraphs.SelectMany(Callees).ToHashSet();
        Graph[] roots = [.. model.Subgraphs.Take(1).Concat(model.Signatures.Select(signature => signature.Graph))
            .Concat(model.Subgraphs.Where(graph => !called.Contains(graph)))];
        for (var (round, before) = (0, -1L); before != Revisions(model); round++)
        {
            before = Revisions(model);
            foreach (var graph in CallersFirst(model, roots))
            {
                Run(graph, passes, stopAfter, model);
            }

            if (stopAfter is not null)
            {
                break;
            }

            if (round == MostRounds)
            {
                throw new InvalidOperationException($"The graphs of the model still change after {MostRounds} rounds.");
            }
        }

        RemoveUnusedSubgraphs(model, roots);
        for (var index = 0; index < model.Signatures.Count; index++)
        {
            var signature = model.Signatures[index];
            var places = returned[signature.Graph];
            model.Signatures[index] = signature with
            {
                Outputs = [.. signature.Outputs.Select(output => places.TryGetValue(output.Value, out var place)
                    ? KeyValuePair.Create(output.Key, signature.Graph.Outputs[place])
                    : output)],
            };
        }
    }

    private static Dictionary<Value, int> PlacesOfOutputs(Graph graph)
    {
        var places = new Dictionary<Value, int>(ReferenceEqualityComparer.Instance);
        for (var place = 0; place < graph.Outputs.Count; place++)
        {
            places.TryAdd(graph.Outputs[place], place);
        }

        return places;
    }

    private static long Revisions(Model model) => model.Subgraphs.Sum(graph => graph.Revision);

    private static IEnumerable<Graph> Callees(Graph graph) =>
        graph.Nodes.Select(node => node.Operator).OfType<ISubgraphOperator>().SelectMany(caller => caller.Subgraphs)
        .Select(reference => reference.Target);

    private static void RemoveUnusedSubgraphs(Model model, Graph[] roots)
    {
        if (model.Subgraphs.SelectMany(graph => graph.Nodes)
            .Any(node => node.Operator is OpaqueOperator opaque && SubgraphReferences.Of(opaque.Options).Any()))
        {
            return;
        }

        var used = CallersFirst(model, roots).ToHashSet();
        model.Subgraphs.RemoveAll(graph => !used.Contains(graph));
    }

    /// <summary>The roots and all that they run, each graph behind those that run it.</summary>
    private static List<Graph> CallersFirst(Model model, Graph[] roots)
    {
        var done = new HashSet<Graph>();
        var calleesFirst = new List<Graph>();
        foreach (var root in roots.Where(model.Subgraphs.Contains).Reverse())
        {
            Visit(root);
        }

        calleesFirst.Reverse();
        return calleesFirst;

        void Visit(Graph root)
        {
            var stack = new Stack<(Graph Graph, IEnumerator<Graph> Callees)>();
            Enter(root);
            while (stack.TryPeek(out var top))
            {
                if (top.Callees.MoveNext())
                {
                    Enter(top.Callees.Current);
                }
                else
                {
                    calleesFirst.Add(top.Graph);
                    stack.Pop();
                }
            }

            void Enter(Graph graph)
            {
                if (done.Add(graph))
                {
                    stack.Push((graph, Callees(graph).GetEnumerator()));
                }
            }
        }
    }

    /// <summary>Runs the list on one graph.</summary>
    /// <param name="stopAfter">Name of the pass behind which to stop, in the first round; null for none.</param>
    /// <param name="model">What the graph is part of; null where only the graph itself may be looked at.</param>
    /// <exception cref="OctavoException">
    /// A pass failed or left a graph invalid (kind Internal, with the pass), or found out that the model itself is wrong.
    /// </exception>
    /// <exception cref="InvalidOperationException">The list never settles: a bug of Octavo.</exception>
    public static void Run(Graph graph, IReadOnlyList<IPass> passes, string? stopAfter = null, Model? model = null)
    {
        var edit = new GraphEdit(graph);
        ForgetChanges(graph, model);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = graph.Revision;
            var done = 0;
            foreach (var pass in passes)
            {
                WorkWatch.Observe("rewriting", done++, passes.Count);
                Apply(pass, edit, model);
                if (pass.Name == stopAfter)
                {
                    return;
                }
            }

            if (graph.Revision == before)
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"Graph '{graph.Name}' still changes after {MostRounds} rounds of {string.Join(", ", passes.Select(pass => pass.Name))}.");
    }

    private static void Apply(IPass pass, GraphEdit edit, Model? model) => FaultGuard.Run(
        $"{(model is { Origin.Length: > 0 } ? $"{model.Origin}, " : "")}pass {pass.Name}, graph '{edit.Graph.Name}'",
        () =>
        {
            if (pass is IModelPass modelPass && model is not null)
            {
                modelPass.Apply(edit, model);
            }
            else
            {
                pass.Apply(edit);
            }

            ChangeVerifier.Verify(edit.Graph, pass.Name);
            if (model is not null)
            {
                ChangeVerifier.Verify(model, pass.Name);
            }
        });

    /// <summary>What was changed before is not the passes' doing.</summary>
    private static void ForgetChanges(Graph graph, Model? model)
    {
        graph.TakeChanges();
        foreach (var changed in model?.TakeChanged() ?? [])
        {
            changed.TakeChanges();
        }
    }
}
