using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Replaces filters over time of which each invocation runs one step, and whose last values are kept from one to the next, by SVDF. What
/// computes a whole window of steps at once stays.
/// </summary>
internal sealed class FuseFilterLayers : IModelPass
{
    public void Apply(GraphEdit edit, Model model)
    {
        var kept = KeptStates.Find(edit.Graph, model);
        foreach (var state in kept.All.ToArray())
        {
            if (edit.Holds(state.Read) && FilterLayer.Find(edit, state, kept) is { } layer)
            {
                Fuse(edit, layer);
            }
        }
    }

    private static void Fuse(GraphEdit edit, FilterLayer layer)
    {
        var kept = layer.Window.Kept;
        var (last, former) = (layer.Output.Producer!, kept.Last);
        KeptStates.RemoveAssignments(edit, [kept]);
        var units = Emit(edit, last, layer);
        var output = units.Shape == layer.Output.Shape
            ? units
            : edit.Emit(last, $"{last.Name}/units", new Reshape(layer.Output.Shape), units,
                edit.AddConstant($"{last.Name}/shape", ReshapeTarget.Of(layer.Output.Shape)!));
        edit.ReplaceUses(layer.Output, output);
        edit.Rename(output, layer.Output.Name);
        edit.RemoveUnread(layer.Output, former);
        KeptStates.RemoveReads(edit, [kept]);
    }

    private static Value Emit(GraphEdit edit, Node before, FilterLayer layer)
    {
        var name = before.Name;
        var rows = RowInput.Emit(edit, before, layer.Window.Feature.Source.Value);
        var state = edit.NewValue($"{name}/state", ElementType.Float32,
            new Shape(rows.Shape[0], checked((int)layer.TimeWeights.Shape.ElementCount)));
        edit.SetKept(state);
        return edit.Emit(
            before, name, new Svdf(layer.Rank, layer.Activation), rows,
            edit.AddConstant($"{name}/feature_weights", layer.Window.Feature.Weights.ToConstant()),
            edit.AddConstant($"{name}/time_weights", layer.TimeWeights),
                layer.Bias is null ? null : edit.AddConstant($"{name}/bias", layer.Bias), state);
    }
}
