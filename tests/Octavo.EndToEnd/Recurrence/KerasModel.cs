using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// A model of several layers of Keras as a SavedModel has it: a signature that calls a function, whose variables are arguments.
/// </summary>
/// <param name="Inputs">Name and sizes of each input of floats; -1 where a size is only known when the model runs.</param>
/// <param name="Weights">Of all layers, by layer and name.</param>
/// <param name="Emit">Writes the layers; gets what the function calls the inputs, gives the output.</param>
internal sealed record KerasModel(
    IReadOnlyList<(
        string Name, int[] Sizes)> Inputs, IEnumerable<KeyValuePair<string, Tensor>> Weights, Func<LayerScope, string[], string> Emit)
{
    private const string Inner = "__inference_serve";

    public static IEnumerable<KeyValuePair<string, Tensor>> WeightsOf(params IEnumerable<KerasLayer> layers) =>
        layers.SelectMany(layer => layer.Cell.Weights.Select(weight => KeyValuePair.Create($"{layer.Name}/{weight.Key}", weight.Value)));

    public WrittenModel Write()
    {
        var graph = WrittenModel.NewGraph();
        var weights = new WrittenWeights(WeightStorage.ResourceVariables, "model");
        var main = new NodeScope(graph.Node, false);
        string[] placeholders =
            [.. Inputs.Select(input => main.Add("Placeholder", input.Name, [("shape", NodeScope.ShapeOf(input.Sizes))]))];
        weights.Declare(main, Weights.ToDictionary());
        string[] variables = [.. weights.Nodes];
        weights.PassTo(Inputs.Count);

        var serve = new FunctionDef { Signature = new OpDef { Name = Inner, IsStateful = true } };
        var scope = new LayerScope(new NodeScope(serve.NodeDef, true, "model/"), new FunctionForm(graph.Library), weights.Read);
        var output = scope.Nodes.Add("Identity", "Identity", Emit(scope, [.. Inputs.Select((_, index) => FunctionForm.Argument(index))]));
        DataType[] types = [.. Inputs.Select(_ => DataType.DtFloat), .. variables.Select(_ => DataType.DtResource)];
        FunctionForm.Declare(serve, types, [output], [DataType.DtFloat]);
        graph.Library.Function.Add(serve);
        var call = main.Add(
            "StatefulPartitionedCall", "StatefulPartitionedCall",
            [("Tin", types), ("Tout", new[] { DataType.DtFloat }), ("f", new NameAttrList { Name = Inner })],
            [.. placeholders, .. variables]);
        return new WrittenModel(graph, [.. Inputs.Select(input => (input.Name, DataType.DtFloat, input.Sizes))], call, weights);
    }
}
