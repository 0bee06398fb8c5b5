using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes.Tests;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Recurrent layers that go on where the last invocation ended, as stateful layers of Keras do: resources are read in front of the loop and assigned behind it.</summary>
public sealed class StatefulLayerTests
{
    private static readonly Shape State = new(LoopSketch.Batch, LoopSketch.Units);

    /// <summary>Cells, and how many states they have.</summary>
    public static TheoryData<string, int> Cells => new() { { "basic", 1 }, { "gated", 1 }, { "memory", 2 } };

    /// <summary>Compared with a layer that is given the last states, which stays a loop where no operator gives the last cell state.</summary>
    [Theory]
    [MemberData(nameof(Cells))]
    public void A_stateful_layer_is_one_operator_and_goes_on_where_it_ended_until_it_is_reset(string cell, int states)
    {
        using var stateful = new RunnableModel(Layer(cell, states, isStateful: true));
        Assert.DoesNotContain(stateful.Model.Main.Nodes, node => node.Operator is While);
        using var plain = new RunnableModel(Layer(cell, states, isStateful: false));
        using var goingOn = new Interpreter(stateful);
        using var given = new Interpreter(plain);
        var last = Zeros(states);
        for (var invocation = 0; invocation < 5; invocation++)
        {
            if (invocation == 3)
            {
                goingOn.ResetVariables();
                last = Zeros(states);
            }

            var sequence = Sequence(invocation);
            goingOn.SetInput(0, sequence);
            goingOn.Invoke();
            given.SetInput(0, sequence);
            for (var state = 0; state < states; state++)
            {
                given.SetInput(state + 1, last[state]);
            }

            given.Invoke();
            FloatAgreement.Check(given.GetOutput(0), goingOn.GetOutput(0));
            last = [.. Enumerable.Range(1, states).Select(given.GetOutput)];
        }
    }

    private static Tensor[] Zeros(int states) => [.. Enumerable.Range(0, states).Select(_ => Tensor.From(State, new float[State.ElementCount]))];

    /// <param name="isStateful">Whether states live in resources; elsewhere they are inputs and outputs.</param>
    private static Model Layer(string cell, int states, bool isStateful)
    {
        var graph = new GraphBuilder();
        var sequence = graph.Input(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);
        var model = new Model { Subgraphs = { graph.Edit.Graph } };
        Value[] handles = isStateful ? [.. Enumerable.Range(0, states).Select(index => ResourceModel.Handle(graph.Edit, $"state{index}"))] : [];
        for (var index = 0; index < handles.Length; index++)
        {
            model.Subgraphs.Add(ResourceModel.CallOnce(graph.Edit, $"state{index}", Tensor.From(State, new float[State.ElementCount])));
        }

        Value[] first = isStateful
            ? [.. handles.Select(handle => ResourceModel.Read(graph.Edit, handle, State))]
            : [.. Enumerable.Range(0, states).Select(_ => graph.Input(LoopSketch.Batch, LoopSketch.Units))];
        var sketch = new LoopSketch(graph, sequence) { States = [.. Enumerable.Repeat(LoopSketch.Units, states)], InitialStates = first };
        var results = sketch.Build(cell == "basic" ? CellSketches.Basic(graph) : cell == "gated" ? CellSketches.GatedAfter(graph) : CellSketches.Memory(graph));
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

        var loop = (While)graph.Edit.Graph.Nodes.Single(node => node.Operator is While).Operator;
        model.Subgraphs.AddRange([loop.Condition.Target, loop.Body.Target]);
        return model;
    }

    private static Tensor Sequence(int seed)
    {
        var shape = new Shape(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);
        return Tensor.From(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(index => MathF.Sin((seed * 100) + index))]);
    }
}
