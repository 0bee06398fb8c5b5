using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes;
using Octavo.Passes.Tests;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>
/// Recurrent layers that go on where the last invocation ended, as stateful layers of Keras do: resources are read in front of the loop and
/// assigned behind it.
/// </summary>
public sealed class StatefulLayerTests
{
    /// <summary>What a projection gives.</summary>
    private const int Projected = 4;

    private static readonly Shape Sequences = new(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);

    /// <summary>Cells, and how many states they have.</summary>
    public static TheoryData<string, int> Cells => new() { { "basic", 1 }, { "gated", 1 }, { "memory", 2 }, { "peepholes", 2 } };

    public static TheoryData<string, int> StepCells => new() { { "basic", 1 }, { "memory", 2 }, { "peepholes", 2 } };

    /// <summary>
    /// Compared with a layer that is given the last states, which stays a loop where no operator gives the last cell state.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cells))]
    public void A_stateful_layer_is_one_operator_and_goes_on_where_it_ended_until_it_is_reset(string cell, int states)
    {
        using var stateful = new SharedModel(Layer(cell, states, isStateful: true));
        Assert.DoesNotContain(stateful.Model.Main.Nodes, node => node.Operator is While);
        Check(stateful, Layer(cell, states, isStateful: false), states, Sequences, isSameOperator: states == 1);
    }

    /// <summary>What other converters left as a loop or a step between resources.</summary>
    [Theory]
    [MemberData(nameof(StepCells))]
    public void A_stateful_layer_of_a_file_becomes_an_operator_before_it_is_quantized(string cell, int states)
    {
        var model = Layer(cell, states, isStateful: true);
        PassRunner.Run(model, Pipelines.Quantization);
        Assert.Equal([states == 1 ? "UNIDIRECTIONAL_SEQUENCE_RNN" : "UNIDIRECTIONAL_SEQUENCE_LSTM"],
            model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator.Name));
        using var stateful = new SharedModel(model);
        Check(stateful, Layer(cell, states, isStateful: false), states, Sequences, isSameOperator: states == 1);
    }

    [Theory]
    [MemberData(nameof(StepCells))]
    public void A_stateful_step_of_a_file_becomes_an_operator_before_it_is_quantized(string cell, int states)
    {
        var model = Step(cell, states, isStateful: true);
        PassRunner.Run(model, Pipelines.Quantization);
        Assert.Equal([states == 1 ? "RNN" : "LSTM"], model.Subgraphs.SelectMany(graph => graph.Nodes).Select(node => node.Operator.Name));
        using var stateful = new SharedModel(model);
        Check(stateful, Step(cell, states, isStateful: false), states, new Shape(LoopSketch.Batch, LoopSketch.Depth));
    }

    [Theory]
    [InlineData("basic", 1)]
    [InlineData("memory", 2)]
    public void A_signature_that_resets_the_states_does_so_still(string cell, int states)
    {
        var model = Layer(cell, states, isStateful: true);
        var reset = new GraphEdit(new Graph("reset"));
        for (var index = 0; index < states; index++)
        {
            var shape = new Shape(LoopSketch.Batch, LoopSketch.Units);
            ResourceModel.Assign(reset, ResourceModel.Handle(reset, $"state{index}"),
                reset.AddConstant("zeros", Tensor.From(shape, new float[shape.ElementCount])));
        }

        model.Subgraphs.Add(reset.Graph);
        model.Signatures.AddRange([new Signature("serve", model.Main, [], []), new Signature("reset", reset.Graph, [], [])]);
        PassRunner.Run(model, Pipelines.Quantization);
        using var runnable = new SharedModel(model);
        using var serving = new Interpreter(runnable, new InterpreterOptions { Signature = "serve" });
        using var resetting = serving.ForSignature("reset");
        float[] Next()
        {
            serving.SetInput(0, Numbers(Sequences, 1));
            serving.Invoke();
            return serving.OutputSpan<float>(0).ToArray();
        }

        var first = Next();
        Assert.NotEqual(first, Next());
        resetting.Invoke();
        Assert.Equal(first, Next());
    }

    private static void Check(SharedModel stateful, Model original, int states, Shape input, bool isSameOperator = false)
    {
        using var plain = new SharedModel(original);
        using var goingOn = new Interpreter(stateful);
        using var given = new Interpreter(plain);
        Tensor[] Zeros() =>
            [.. plain.Model.Main.Inputs.Skip(1).Select(state => Tensor.From(state.Shape, new float[state.Shape.ElementCount]))];

        var last = Zeros();
        for (var invocation = 0; invocation < 5; invocation++)
        {
            if (invocation == 3)
            {
                goingOn.ResetVariables();
                last = Zeros();
            }

            var sequence = Numbers(input, invocation);
            goingOn.SetInput(0, sequence);
            goingOn.Invoke();
            given.SetInput(0, sequence);
            for (var state = 0; state < states; state++)
            {
                given.SetInput(state + 1, last[state]);
            }

            given.Invoke();
            FloatAgreement.Check(given.GetOutput(0), goingOn.GetOutput(0));
            if (isSameOperator)
            {
                Assert.Equal(given.OutputSpan<float>(0), goingOn.OutputSpan<float>(0));
            }

            last = [.. Enumerable.Range(1, states).Select(given.GetOutput)];
        }
    }

    /// <param name="isStateful">Whether states live in resources; elsewhere they are inputs and outputs.</param>
    private static Model Layer(string cell, int states, bool isStateful)
    {
        var model = Build(Sequences, cell, states, isStateful, (graph, sequence, first) =>
            new LoopSketch(graph, sequence) { States = [.. first.Select(state => state.Shape[1])],
                InitialStates = first }.Build(CellOf(graph, cell)));
        var loop = (While)model.Main.Nodes.Single(node => node.Operator is While).Operator;
        model.Subgraphs.AddRange([loop.Condition.Target, loop.Body.Target]);
        return model;
    }

    private static Model Step(string cell, int states, bool isStateful) =>
        Build(new Shape(LoopSketch.Batch, LoopSketch.Depth), cell, states, isStateful, (graph, row, first) =>
        {
            var next = CellOf(graph, cell)(graph, row, first);
            return [next[0], .. next];
        });

    private static Func<SketchedGraph, Value, Value[], Value[]> CellOf(SketchedGraph graph, string name) => name switch
    {
        "basic" => CellSketches.Basic(graph),
        "gated" => CellSketches.GatedAfter(graph),
        "peepholes" => CellSketches.PeepholeMemory(graph, Projected),
        _ => CellSketches.Memory(graph),
    };

    /// <param name="layer">Gives the output, then the last states.</param>
    private static Model Build(Shape input, string cell, int states, bool isStateful, Func<SketchedGraph, Value, Value[], Value[]> layer)
    {
        Shape StateOf(int index) => new(LoopSketch.Batch, index == 0 && cell == "peepholes" ? Projected : LoopSketch.Units);
        var graph = new SketchedGraph();
        var sequence = graph.Input(input.ToArray());
        var model = new Model { Subgraphs = { graph.Edit.Graph } };
        Value[] handles =
            isStateful ? [.. Enumerable.Range(0, states).Select(index => ResourceModel.Handle(graph.Edit, $"state{index}"))] : [];
        for (var index = 0; index < handles.Length; index++)
        {
            model.Subgraphs.Add(
                ResourceModel.CallOnce(graph.Edit, $"state{index}", Tensor.From(StateOf(index), new float[StateOf(index).ElementCount])));
        }

        Value[] first = isStateful
            ? [.. handles.Select((handle, index) => ResourceModel.Read(graph.Edit, handle, StateOf(index)))]
            : [.. Enumerable.Range(0, states).Select(index => graph.Input(StateOf(index).ToArray()))];
        var results = layer(graph, sequence, first);
        graph.Edit.AddOutput(results[0]);
        for (var index = 0; index < states; index++)
        {
            if (isStateful)
            {
                ResourceModel.Assign(graph.Edit, handles[index], results[index + 1]);
            }
            else
            {
                graph.Edit.AddOutput(results[index + 1]);
            }
        }

        return model;
    }

    private static Tensor Numbers(Shape shape, int seed)
    {
        return Tensor.From(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(index => MathF.Sin((seed * 100) + index))]);
    }
}
