using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Runs a list of passes again and again until none changes the graph.</summary>
public static class PassRunner
{
    /// <summary>A graph that is still changing after this many rounds has two passes that undo each other.</summary>
    private const int MostRounds = 50;

    /// <summary>Runs the list on every subgraph of a model. Signatures follow the values that their graphs return.</summary>
    /// <inheritdoc cref="Run(Graph, IReadOnlyList{IPass}, string?)"/>
    public static void Run(Model model, IReadOnlyList<IPass> passes, string? stopAfter = null)
    {
        var returned = model.Subgraphs.ToDictionary(graph => graph, graph => graph.Outputs.ToArray());
        RunAll(model, passes, stopAfter);

        for (var index = 0; index < model.Signatures.Count; index++)
        {
            var signature = model.Signatures[index];
            var former = returned[signature.Graph];
            model.Signatures[index] = signature with
            {
                Outputs = [.. signature.Outputs.Select(output => Array.IndexOf(former, output.Value) is >= 0 and var position
                    ? KeyValuePair.Create(output.Key, signature.Graph.Outputs[position])
                    : output)],
            };
        }
    }

    /// <summary>What a body has become may tell something about the loop that runs it, and the other way round.</summary>
    private static void RunAll(Model model, IReadOnlyList<IPass> passes, string? stopAfter)
    {
        bool changes;
        do
        {
            changes = false;
            foreach (var graph in model.Subgraphs)
            {
                var revision = graph.Revision;
                Run(graph, passes, stopAfter);
                changes |= graph.Revision != revision && model.Subgraphs.Count > 1 && stopAfter is null;
            }
        }
        while (changes);
    }

    /// <summary>Runs the list on one graph.</summary>
    /// <param name="stopAfter">Name of the pass behind which to stop, in the first round; null for none.</param>
    /// <exception cref="InvalidOperationException">A pass left the graph invalid, or the list never settles: a bug of Octavo.</exception>
    public static void Run(Graph graph, IReadOnlyList<IPass> passes, string? stopAfter = null)
    {
        var edit = new GraphEdit(graph);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = graph.Revision;
            foreach (var pass in passes)
            {
                var revision = graph.Revision;
                pass.Apply(edit);
                if (graph.Revision != revision)
                {
                    GraphVerifier.Verify(graph, pass.Name);
                }

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

        throw new InvalidOperationException($"Graph '{graph.Name}' still changes after {MostRounds} rounds of {string.Join(", ", passes.Select(pass => pass.Name))}.");
    }
}
