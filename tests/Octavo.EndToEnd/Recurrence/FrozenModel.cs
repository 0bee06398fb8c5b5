using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>A model of several layers as a graph of TensorFlow 1 has it, frozen.</summary>
/// <param name="Inputs">Name, type and sizes of each input; -1 where a size is only known when the model runs.</param>
/// <param name="Weights">Of all layers, by layer and name.</param>
/// <param name="Emit">Writes the layers; gets the names of the inputs, gives the output.</param>
/// <param name="UsesFunctions">Loops as functions, which TensorFlow 1 calls <c>control_flow_v2</c>, rather than frames.</param>
internal sealed record FrozenModel(
    IReadOnlyList<(
        string Name, DataType Type, int[] Sizes)> Inputs,
        IEnumerable<KeyValuePair<string, Tensor>> Weights, Func<LayerScope, string[], string> Emit,
    bool UsesFunctions = false)
{
    public WrittenModel Write()
    {
        var graph = WrittenModel.NewGraph();
        var weights = new WrittenWeights(WeightStorage.Frozen, "model");
        var main = new NodeScope(graph.Node, false);
        string[] placeholders =
            [.. Inputs.Select(input =>
                main.Add("Placeholder", input.Name, [("dtype", input.Type), ("shape", NodeScope.ShapeOf(input.Sizes))]))];
        weights.Declare(main, Weights.ToDictionary());
        var scope = new LayerScope(main, UsesFunctions ? new FunctionForm(graph.Library) : new FrameForm(), weights.Read);
        return new WrittenModel(graph, Inputs, main.Add("Identity", "output", Emit(scope, placeholders)), null);
    }
}
