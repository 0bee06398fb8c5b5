using Octavo.Graphs;

namespace Octavo.Passes;

internal sealed partial class RecurrentLoop
{
    private bool keepsStates;

    /// <summary>
    /// What keeps the states of a layer from one invocation to the next, in the cell's order; nothing where each run starts anew.
    /// </summary>
    public IReadOnlyList<KeptState> KeptBy(LoopLayer layer) => keepsStates ? KeptOf(layer.Cell) : [];

    private KeptState[] KeptOf(RecurrentCell cell) => cell is GatedUnitCell
        ? []
        : [.. cell.States.Select(state => KeptAt(IndexOfInput(state.State.Value))).OfType<KeptState>()];

    /// <summary>What a loop value starts from, where its last value is what is kept.</summary>
    private KeptState? KeptAt(int index) =>
        kept.Of(node.Input(index)) is { } state && ReferenceEquals(state.Last, node.Outputs[index]) ? state : null;

    /// <summary>Whether nothing but the variable that an operator has instead takes the last value.</summary>
    private bool IsOnlyKept(int index) =>
        KeptAt(index) is { } state && layers.Exists(layer => KeptBy(layer).Contains(state))
        && node.Outputs[index].Uses is [var use] && ReferenceEquals(use.Node, state.Assignment) && !node.Outputs[index].IsReturned;

    /// <summary>
    /// Whether each layer keeps all of its states, for itself alone and for batches of one size, or none. Where any state may be given,
    /// none is kept then.
    /// </summary>
    private bool FindKeptStates()
    {
        var all = layers.SelectMany(layer => KeptOf(layer.Cell)).ToArray();
        if (target == RecurrenceTarget.File && kept.ObstacleToZeros is { } obstacle
            && layers.Exists(layer => layer.Cell is not GatedUnitCell && KeptOf(layer.Cell).Length == 0))
        {
            reasons.Add(RecurrenceStage.InitialState, obstacle);
            return false;
        }

        if (all.Length == 0)
        {
            return true;
        }

        if (WhyNotKept(all) is { } reason)
        {
            reasons.Add(RecurrenceStage.InitialState, reason);
            return target != RecurrenceTarget.File;
        }

        return keepsStates = true;
    }

    private string? WhyNotKept(KeptState[] all) =>
        layers.Exists(layer => KeptOf(layer.Cell).Length is var count && count != 0 && count != layer.Cell.States.Length)
            ? "a layer keeps one of its states from one invocation to the next, and starts the other anew"
        : reads.Values.Any(read => read.Sequence.Shape[1] != all[0].Shape[0])
            ? $"{all[0].Name} holds the states of a batch of {all[0].Shape[0]}, which the sequence is not known to have"
        : kept.AreHeldBy(all, node.Outputs) ? null
        : $"{string.Join(" or ", all.Select(state => state.Name))} is also used outside of the loop";

    private string OtherStart(int index)
    {
        var first = node.Input(index);
        return kept.ObstacleOf(first) is { } obstacle
            ? $"the state '{first.Name}' is kept in a variable that is not the layer's own: {obstacle}"
            : kept.Of(first) is { } state ? $"what becomes of the state '{first.Name}' is not what {state.Name} is assigned"
            : $"the state '{first.Name}' does not start from zeros";
    }
}
