using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Passes.Tests;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.Runtime.Tests;

/// <summary>Values are shown behind the step that computes them, wherever they are computed.</summary>
public sealed class ObserverTests
{
    private readonly List<string> seen = [];

    [Fact]
    public void Values_are_shown_in_the_order_of_the_run_views_and_inputs_too()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(2));
        var negated = Node(edit, "negated", new Neg(), new Shape(2), input);
        var view = Node(edit, "view", new Reshape(new Shape(2, 1)), new Shape(2, 1), negated);
        edit.AddOutput(Node(edit, "result", new Square(), new Shape(2, 1), view));
        Invoke(edit.Graph, Observing("result", "view", "x", "negated"), 3, 4);
        Assert.Equal(["main x [2]: 3 4", "main negated [2]: -3 -4", "main view [2,1]: -3 -4", "main result [2,1]: 9 16"], seen);
    }

    [Fact]
    public void A_value_has_the_id_and_the_type_that_the_file_gives_it()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(2));
        edit.AddOutput(Node(edit, "result", new Square(), new Shape(2), input));
        var bytes = ModelWriter.ToBytes(new Model { Subgraphs = { edit.Graph } });
        ModelValue? shown = null;
        var options = new InterpreterOptions().Observe(value => value.Name == "result", value => shown = value.Value);
        using var interpreter = Interpreter.Open(bytes, options);
        interpreter.Invoke();
        var output = TFLiteFile.Read(bytes, "model").Model.Main.Outputs[0];
        Assert.Equal(new ModelValue(output.Id, "result", "main", ElementType.Float32), shown);
    }

    [Fact]
    public void A_value_that_nobody_reads_is_computed_where_it_is_observed()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(1));
        Node(edit, "unread", new Neg(), new Shape(1), input);
        edit.AddOutput(Node(edit, "result", new Square(), new Shape(1), input));
        Invoke(edit.Graph, Observing("unread"), 5);
        Assert.Equal(["main unread [1]: -5"], seen);
    }

    [Fact]
    public void A_shape_that_data_decides_is_that_of_the_run()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(3));
        var places = edit.NewValue("places", ElementType.Int64, new Shape(Shape.UnknownSize, 1));
        edit.AddNode("places", new Where(), [input], [places]);
        edit.AddOutput(places);
        var options = new InterpreterOptions().Observe(
            ["places"], value => seen.Add($"{value.Shape}: {string.Join(' ', value.Elements<long>().ToArray())}"));
        Invoke(edit.Graph, options, 1, 0, 1);
        Assert.Equal(["[2,1]: 0 2"], seen);
    }

    [Fact]
    public void Values_of_a_loop_are_shown_at_each_of_its_steps()
    {
        var shape = new Shape(1);
        var model = LoopModel.Repeat(
            shape, 1, (body, values) => [LoopModel.Node(body, new Add(), ElementType.Float32, shape, values[0], values[0])]);
        var doubled = model.Subgraphs[2].Outputs[1].Name;
        Invoke(model, Observing(doubled, "y0"), 3);
        Assert.Equal([.. new[] { 6, 12, 24, 48, 96 }.Select(value => $"body {doubled} [1]: {value}"), "main y0 [1]: 96"], seen);
    }

    [Theory]
    [InlineData(1, "left")]
    [InlineData(-1, "right")]
    public void Of_a_conditional_the_branch_that_runs_is_shown(float input, string branch)
    {
        var (main, left, right) = (new GraphEdit(new Graph("main")), new GraphEdit(new Graph("left")), new GraphEdit(new Graph("right")));
        left.AddOutput(Node(left, "inside", new Square(), new Shape(1), left.AddInput("a", ElementType.Float32, new Shape(1))));
        right.AddOutput(Node(right, "inside", new Square(), new Shape(1), right.AddInput("b", ElementType.Float32, new Shape(1))));
        var value = main.AddInput("x", ElementType.Float32, new Shape(1));
        var condition = main.NewValue("condition", ElementType.Boolean, new Shape(1));
        main.AddNode("condition", new Greater(), [value, main.AddConstant("zero", Tensor.From(new Shape(1), 0f))], [condition]);
        var conditional = new If(new GraphReference(left.Graph), new GraphReference(right.Graph));
        main.AddOutput(Node(main, "y", conditional, new Shape(1), condition, value));
        Invoke(new Model { Subgraphs = { main.Graph, left.Graph, right.Graph } }, Observing("inside"), input);
        Assert.Equal([$"{branch} inside [1]: 1"], seen);
    }

    [Fact]
    public void A_table_that_would_be_read_row_by_row_is_dequantized_where_it_is_observed()
    {
        var edit = new GraphEdit(new Graph("main"));
        var floats = edit.NewValue("floats", ElementType.Float32, new Shape(2, 2));
        var table = edit.AddConstant("table", Tensor.From<sbyte>(new Shape(2, 2), 1, 2, 3, 4), AffineQuantization.PerTensor(0.5f, 0));
        edit.AddNode("dequantize", new Dequantize(), [table], [floats]);
        var rows = edit.NewValue("rows", ElementType.Float32, new Shape(1, 2));
        edit.AddNode("lookup", new Gather(), [floats, edit.AddInput("ids", ElementType.Int32, new Shape(1))], [rows]);
        edit.AddOutput(rows);
        var bytes = ModelWriter.ToBytes(new Model { Subgraphs = { edit.Graph } });
        using var interpreter = Interpreter.Open(bytes, Observing("floats", "rows"));
        interpreter.SetInput(0, Tensor.From(new Shape(1), 1));
        interpreter.Invoke();
        Assert.Equal(["main floats [2,2]: 0.5 1 1.5 2", "main rows [1,2]: 1.5 2"], seen);
    }

    [Fact]
    public void A_loop_that_would_be_one_operator_stays_one_where_its_steps_are_observed()
    {
        var graph = new SketchedGraph();
        var sequence = new Shape(LoopSketch.Time, LoopSketch.Batch, LoopSketch.Depth);
        var sketch = new LoopSketch(graph, graph.Input(sequence.ToArray())) { States = [LoopSketch.Units] };
        graph.Edit.AddOutput(sketch.Build(CellSketches.Basic(graph))[0]);
        var body = ((While)graph.Edit.Graph.Nodes.Single(node => node.Operator is While).Operator).Body.Target;
        var calls = 0;
        var model = Complete(graph.Edit.Graph);
        var state = body.Nodes.Last(node => node.Output.ElementType == ElementType.Float32).Output.Name;
        using var shared = SharedModel.Open(ModelWriter.ToBytes(model));
        Assert.DoesNotContain(shared.Model.Main.Nodes, node => node.Operator is While);
        using var plain = shared.CreateInterpreter();
        var options = new InterpreterOptions().Observe(value => value.Name == state && value.Subgraph == body.Name, _ => calls++);
        using var observing = shared.CreateInterpreter(options);
        var values = Enumerable.Range(0, (int)sequence.ElementCount).Select(index => (float)Math.Sin(index)).ToArray();
        foreach (var interpreter in new[] { plain, observing })
        {
            interpreter.SetInput(0, Tensor.From(sequence, values));
            interpreter.Invoke();
        }

        Assert.Equal(LoopSketch.Time, calls);
        FloatAgreement.Check(plain.GetOutput(0), observing.GetOutput(0));
    }

    private static Value Node(GraphEdit edit, string name, Operator @operator, Shape shape, params Value[] inputs) =>
        edit.AddNode(name, @operator, inputs, [edit.NewValue(name, ElementType.Float32, shape)]).Output;

    /// <summary>The graph and those that its nodes run.</summary>
    private static Model Complete(Graph main)
    {
        var model = new Model { Subgraphs = { main } };
        foreach (var callee in main.Nodes.Select(node => node.Operator).OfType<ISubgraphOperator>().SelectMany(caller => caller.Subgraphs))
        {
            model.Subgraphs.Add(callee.Target);
        }

        return model;
    }

    private InterpreterOptions Observing(params string[] names) => new InterpreterOptions().Observe(
        names, value => seen.Add($"{value.Value.Subgraph} {value.Value.Name} {value.Shape}: {Text(value.Elements<float>())}"));

    private static string Text(ReadOnlySpan<float> elements) => string.Join(' ', elements.ToArray());

    private static void Invoke(Graph graph, InterpreterOptions options, params float[] elements) =>
        Invoke(Complete(graph), options, elements);

    private static void Invoke(Model model, InterpreterOptions options, params float[] elements)
    {
        using var interpreter = Interpreter.Open(ModelWriter.ToBytes(model), options);
        interpreter.SetInput(0, Tensor.From(new Shape(elements.Length), elements));
        interpreter.Invoke();
    }
}
