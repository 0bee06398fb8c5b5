using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes.Tests;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Recurrent layers that go on where the last invocation ended, as stateful layers of Keras do: resources are read in front of the loop and assigned behind it.</summary>
public sealed class StatefulLayerTests
{
    private static readonly Shape State = new(LoopSketch.Batch, LoopSketch.Units);

    /// <summary>Cells, how many states they have, and whether one operator gives the last ones; the last cell state of a long short-term memory none does.</summary>
    public static TheoryData<string, int, bool> Cells => new() { { "basic", 1, true }, { "gated", 1, true }, { "memory", 2, false } };

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_stateful_layer_goes_on_where_it_ended(string cell, int states, bool isOneOperator)
    {
        using var stateful = new RunnableModel(Layer(cell, states, isStateful: true));
        Assert.Equal(isOneOperator, stateful.Model.Main.Nodes.All(node => node.Operator is not While));
        using var plain = new RunnableModel(Layer(cell, states, isStateful: false));
        using var goingOn = new Interpreter(stateful);
        using var given = new Interpreter(plain);
        var last = Enumerable.Range(0, states).Select(_ => Tensor.From(State, new float[State.ElementCount])).ToArray();
        for (var invocation = 0; invocation < 3; invocation++)
        {
            var sequence = Sequence(invocation);
            goingOn.SetInput(0, sequence);
            goingOn.Invoke();
            given.SetInput(0, sequence);
            for (var state = 0; state < states; state++)
            {
                given.SetInput(state + 1, last[state]);
            }

            given.Invoke();
            Assert.Equal(given.OutputSpan<float>(0), goingOn.OutputSpan<float>(0));
            last = [.. Enumerable.Range(1, states).Select(given.GetOutput)];
        }
    }

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
