using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>Says of every recurrent layer and loop of a model what computes it, and of every loop why it is none of the operators.</summary>
public static class RecurrenceSurvey
{
    /// <param name="model">Behind its passes.</param>
    public static IReadOnlyList<RecurrenceNote> Of(Model model)
    {
        var notes = new List<RecurrenceNote>();
        foreach (var graph in model.Subgraphs)
        {
            var edit = new GraphEdit(graph);
            var kept = KeptStates.Find(graph, model);
            foreach (var node in graph.Nodes)
            {
                if (node.Operator is While { Body.Graph: not null, Condition.Graph: not null })
                {
                    notes.Add(new RecurrenceNote(node.Name, node.Operator.Name, ReasonOf(edit, node, kept)));
                }
                else if (SequenceForm.IsTimeMajor(node.Operator) is not null || node.Operator is Rnn or Lstm or Svdf)
                {
                    notes.Add(new RecurrenceNote(node.Name, node.Operator.Name, null));
                }
            }
        }

        return notes;
    }

    private static bool RunsAsOne(GraphEdit edit, Node node, KeptStates kept) =>
        RecurrentLoop.Read(edit, node, CellMatcher.All, RecurrenceTarget.RunTime, kept, new MismatchReasons()) is { } loop
        && loop.Layers.All(layer => CellMatcher.Fits(layer.Cell, RecurrenceTarget.RunTime));

    private static string ReasonOf(GraphEdit edit, Node node, KeptStates kept)
    {
        var reasons = new MismatchReasons();
        var loop = RecurrentLoop.Read(edit, node, CellMatcher.All, RecurrenceTarget.File, kept, reasons);
        return loop is null ? $"{reasons.Reason ?? "it is no loop over a sequence"}{(RunsAsOne(edit, node, kept) ? "; Octavo runs the loop as one operator" : "")}"
            : loop.Layers.Any(layer => layer.Cell is GatedUnitCell) ? "TensorFlow Lite has no operator of gated recurrent units; Octavo runs the loop as one"
            : "its weights are quantized otherwise than the operator's are";
    }
}
