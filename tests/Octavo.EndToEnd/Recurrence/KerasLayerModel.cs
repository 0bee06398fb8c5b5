using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// A recurrent layer as Keras 3 exports it: a signature that calls a function, in which While walks over lists of tensors and reads the
/// variables itself. The input is [batch, time, depth], with an unknown batch.
/// </summary>
/// <param name="Steps">-1 where it is only known when the model runs.</param>
/// <param name="ReturnsSequences">Whether the output is that of all steps rather than of the last.</param>
/// <param name="GoesBackwards">Whether the sequence is read from its end on.</param>
/// <param name="Mask">What happens at masked steps.</param>
/// <param name="StatefulBatch">
/// The batch of a layer that keeps its states from one call to the next; null for one that starts from zeros.
/// </param>
internal sealed record KerasLayerModel(
    WrittenCell Cell, int Steps, bool ReturnsSequences, bool GoesBackwards, StepMask Mask = StepMask.None, int? StatefulBatch = null)
{
    private const string Input = "x";

    private const string Inner = "__inference_serve";

    private static readonly int[] TimeMajor = [1, 0, 2];

    public WrittenModel Write()
    {
        var graph = WrittenModel.NewGraph();
        var weights = new WrittenWeights(WeightStorage.ResourceVariables, "layer/cell");
        var main = new NodeScope(graph.Node, false);
        int[] shape = [StatefulBatch ?? -1, Steps, Cell.Depth];
        var placeholder = main.Add("Placeholder", Input, [("shape", NodeScope.ShapeOf(shape))]);
        weights.Declare(main, Cell.Weights);
        weights.Declare(main, States);
        string[] variables = [.. weights.Nodes];
        weights.PassTo(1);

        var serve = new FunctionDef { Signature = new OpDef { Name = Inner, IsStateful = true } };
        var output = Layer(new NodeScope(serve.NodeDef, true, "layer/"), new FunctionForm(graph.Library), weights);
        DataType[] types = [DataType.DtFloat, .. variables.Select(_ => DataType.DtResource)];
        FunctionForm.Declare(serve, types, [output], [DataType.DtFloat]);
        graph.Library.Function.Add(serve);
        var call = main.Add(
            "StatefulPartitionedCall", "StatefulPartitionedCall",
            [("Tin", types), ("Tout", new[] { DataType.DtFloat }), ("f", new NameAttrList { Name = Inner })],
            [placeholder, .. variables]);
        return new WrittenModel(graph, [(Input, DataType.DtFloat, shape)], call, weights);
    }

    private Dictionary<string, Tensor> States => StatefulBatch is { } batch
        ? Enumerable.Range(0, Cell.StateCount)
        .ToDictionary(state => $"state_{state}", _ => Tensor.From(new Shape(batch, Cell.Units), new float[batch * Cell.Units]))
        : [];

    private string Layer(NodeScope nodes, FunctionForm form, WrittenWeights weights)
    {
        var input = FunctionForm.Argument(0);
        var batch = nodes.Size("batch", input, 0);
        var outside = new LoopScope(nodes, (outer, _) => outer);
        var states = Enumerable.Range(0, Cell.StateCount)
            .Select(state => StatefulBatch is null ? Zeros(nodes, $"zeros_{state}", batch) : weights.Read(outside, $"state_{state}"))
            .ToArray();
        var sequence = nodes.Add("Transpose", "transpose", input, nodes.Integers("transpose/perm", TimeMajor));
        var steps = nodes.Size("steps", sequence, 0);
        sequence = GoesBackwards ? nodes.Add("ReverseV2", "ReverseV2", sequence, nodes.Integers("ReverseV2/axis", 0)) : sequence;
        var reads = form.Unstack(nodes, sequence, steps, -1, Cell.Depth);
        var masks = Mask == StepMask.None ? null : Masks(nodes, input);
        var zeros = Mask == StepMask.None ? null : Zeros(nodes, "zeros_like", batch);

        // The first step is computed before the loop as well: its output tells how large the elements of the outputs are.
        Cell.Emit(nodes, name => weights.Read(outside, name), nodes.Position("strided_slice_first", sequence, 0), states);
        var outputs = form.Reserve(nodes, ReturnsSequences ? steps : nodes.Integer("TensorArrayV2_1/num_elements", 1), -1, Cell.Units);
        var last = form.Loop(
            nodes, steps,
            [new LoopValue(nodes.Integer("time", 0), DataType.DtInt32), form.Carried(outputs),
                .. states.Append(zeros).OfType<string>().Select(state => new LoopValue(state, DataType.DtFloat))],
            (scope, values) => scope.Nodes.Add("Less", "Less", [("T", DataType.DtInt32)], values[0], scope.Int32(steps)),
            (scope, values) => Step(form, scope, values, reads, outputs, weights, masks, zeros));
        var stacked = form.Stack(nodes, outputs, last[1], steps, -1, Cell.Units);
        var output = ReturnsSequences ? nodes.Add("Transpose", "transpose_1", stacked, nodes.Integers("transpose_1/perm", TimeMajor))
            : nodes.Position("strided_slice_last", stacked, -1);
        var assigned = StatefulBatch is null ? []
            : Enumerable.Range(0, Cell.StateCount).Select(state => weights.Assign(nodes, $"state_{state}", last[2 + state]));
        return nodes.Add("Identity", "Identity", [output, .. assigned]);
    }

    private string[] Step(
        FunctionForm form, LoopScope scope, string[] values, StepArray reads, StepArray outputs, WrittenWeights weights, string? masks,
        string? zeros)
    {
        var nodes = scope.Nodes;
        string[] states = values[2..(2 + Cell.StateCount)];
        var next = Cell.Emit(nodes, name => weights.Read(scope, name), form.Read(scope, reads, values[0], -1, Cell.Depth), states);
        var output = next[0];
        if (masks is not null)
        {
            var mask = nodes.Add(
                "TensorListGetItem", "TensorArrayV2Read_1/TensorListGetItem", [("element_dtype", DataType.DtBool)],
                scope.Capture(masks, DataType.DtVariant), values[0],
                nodes.Integers("TensorArrayV2Read_1/TensorListGetItem/element_shape", -1, 1));
            var tiled = nodes.Add("Tile", "Tile", [("T", DataType.DtBool)], mask, nodes.Integers("Tile/multiples", 1, Cell.Units));
            output = nodes.Add("SelectV2", "SelectV2", tiled, output, Mask == StepMask.RepeatsOutput ? values[^1] : scope.Float(zeros!));
            next = [.. next.Select((state, index) => nodes.Add("SelectV2", $"SelectV2_{index + 1}", tiled, state, states[index])), output];
        }

        var place = ReturnsSequences ? values[0] : nodes.Integer("TensorArrayV2Write/TensorListSetItem/index", 0);
        var written = form.Write(scope, outputs, values[1], place, output);
        return [nodes.Add("AddV2", "add_time", [("T", DataType.DtInt32)], values[0], nodes.Integer("add_time/y", 1)), written, .. next];
    }

    /// <summary>A list of masks [batch, 1] of the steps, in the order in which they are read.</summary>
    private string Masks(NodeScope nodes, string input)
    {
        var differs = nodes.Add("NotEqual", "masking/NotEqual", input, nodes.Constant("masking/NotEqual/y", Tensor.Scalar(0f)));
        var mask = nodes.Add("Any", "masking/Any", [("keep_dims", true)], differs, nodes.Integers("masking/Any/reduction_indices", -1));
        mask = nodes.Add("Transpose", "transpose_mask", [("T", DataType.DtBool)], mask, nodes.Integers("transpose_mask/perm", TimeMajor));
        mask = GoesBackwards ? nodes.Add("ReverseV2", "ReverseV2_1", [("T", DataType.DtBool)], mask, nodes.Integers("ReverseV2_1/axis", 0))
            : mask;
        return nodes.Add(
            "TensorListFromTensor", "TensorArrayUnstack_1/TensorListFromTensor", [("element_dtype", DataType.DtBool)], mask,
            nodes.Integers("TensorArrayUnstack_1/TensorListFromTensor/element_shape", -1, 1));
    }

    private string Zeros(NodeScope nodes, string name, string batch)
    {
        var sizes =
            nodes.Add("Pack", $"{name}/packed", [("T", DataType.DtInt32), ("N", 2)], batch, nodes.Integer($"{name}/packed/1", Cell.Units));
        return nodes.Add("Fill", name, sizes, nodes.Constant($"{name}/Const", Tensor.Scalar(0f)));
    }
}
