using Octavo.Graphs;

namespace Octavo.Passes;

/// <summary>Runs a list of passes again and again until none changes the graph.</summary>
public static class PassRunner
{
    /// <summary>A graph that is still changing after this many rounds has two passes that undo each other.</summary>
    private const int MostRounds = 50;

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
