using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.Passes;

/// <summary>
/// Says of every recurrent layer and loop of a model what computes it, and of every loop why it is none of the operators.
/// </summary>
internal static class RecurrenceSurvey
{
    /// <param name="model">Behind its passes.</param>
    /// <param name="isFused">Whether loops were to become operators, where they can.</param>
    public static IReadOnlyList<RecurrenceNote> Of(Model model, bool isFused = true)
    {
        var notes = new List<RecurrenceNote>();
        foreach (var graph in model.Subgraphs)
        {
            LoopSurroundings? around = null;
            foreach (var node in graph.Nodes)
            {
                if (node.Operator is While { Body.Graph: not null, Condition.Graph: not null })
                {
                    notes.Add(
                        new RecurrenceNote(node.Name, node.Operator.Name,
                            ReasonOf(around ??= new LoopSurroundings(new GraphEdit(graph), model), node, isFused)));
                }
                else if (SequenceForm.IsTimeMajor(node.Operator) is not null || node.Operator is Rnn or Lstm or Svdf)
                {
                    notes.Add(new RecurrenceNote(node.Name, node.Operator.Name, null));
                }
            }
        }

        return notes;
    }

    private static string ReasonOf(LoopSurroundings around, Node node, bool isFused)
    {
        var reasons = new MismatchReasons();
        var inFile = RecurrentLoop.Read(around, node, CellMatcher.All, RecurrenceTarget.File, reasons);
        var atRunTime = RecurrentLoop.Read(around, node, CellMatcher.All, RecurrenceTarget.RunTime, new MismatchReasons());
        var runsAsOne = atRunTime is not null && atRunTime.Layers.All(layer => CellMatcher.Fits(layer.Cell, RecurrenceTarget.RunTime));
        var reason = (atRunTime ?? inFile)?.Layers.Any(layer => layer.Cell is GatedUnitCell) == true
            ? "TensorFlow Lite has no operator of gated recurrent units"
            : inFile is null ? reasons.Reason ?? "it is no loop over a sequence"
            : !isFused ? "loops of a .tflite file stay loops unless their fusion is asked for"
            : "its weights are quantized otherwise than the operator's are";
        return runsAsOne ? $"{reason}; Octavo runs the loop as one operator" : reason;
    }
}
