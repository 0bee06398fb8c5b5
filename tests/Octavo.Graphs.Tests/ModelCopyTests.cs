using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Graphs.Tests;

/// <summary>A copied model is the same model, and another one.</summary>
public sealed class ModelCopyTests
{
    private sealed record Step : Operator
    {
        public override string Name => "STEP";
    }

    private sealed record Run(GraphReference Callee) : Operator, ISubgraphOperator
    {
        public override string Name => "RUN";

        public ImmutableArray<GraphReference> Subgraphs => [Callee];

        public Operator WithSubgraphs(ImmutableArray<GraphReference> subgraphs) => new Run(subgraphs[0]);
    }

    private sealed record Blocks(IReadOnlyList<Value> Values) : QuantizationDetail
    {
        public override IReadOnlyList<Value> Operands => Values;

        public override QuantizationDetail WithOperands(IReadOnlyList<Value> operands) => new Blocks(operands);
    }

    [Fact]
    public void Everything_of_a_copy_says_the_same_as_its_original_and_has_its_id()
    {
        var model = Sample();
        var copy = model.Copy(out var map);
        Assert.Equal(model.Subgraphs.Select(GraphPrinter.Print), copy.Subgraphs.Select(GraphPrinter.Print));
        foreach (var graph in model.Subgraphs)
        {
            GraphVerifier.Verify(map[graph], "copying");
            Assert.Equal(graph.Values().Select(value => value.Id), map[graph].Values().Select(value => value.Id));
            foreach (var node in graph.Nodes)
            {
                Assert.NotSame(node, map[node]);
                Assert.Equal((node.Id, node.Name), (map[node].Id, map[node].Name));
                Assert.Equal(node.Intermediates.Select(value => value?.Id), map[node].Intermediates.Select(value => value?.Id));
            }

            foreach (var value in graph.Values())
            {
                var other = map[value];
                Assert.NotSame(value, other);
                Assert.Same(value.Constant, other.Constant);
                Assert.Equal((value.IsVariable, value.IsKept, value.IsScratch), (other.IsVariable, other.IsKept, other.IsScratch));
                Assert.Equal((value.Quantization, value.Sparsity), (other.Quantization, other.Sparsity));
                Assert.Equal(value.QuantizationDetail?.Operands.Select(operand => map[operand]), other.QuantizationDetail?.Operands);
            }
        }

        Assert.Equal(("origin", "description", "entry"), (copy.Origin, copy.Description, copy.Metadata.Single().Key));
        Assert.Equal(model.Archive, copy.Archive);
    }

    [Fact]
    public void Nodes_and_signatures_of_a_copy_name_its_own_graphs()
    {
        var model = Sample();
        var copy = model.Copy(out var map);
        Assert.Same(copy.Subgraphs[1], ((Run)copy.Main.Nodes[0].Operator).Callee.Graph);
        var signature = Assert.Single(copy.Signatures);
        Assert.Same(copy.Main, signature.Graph);
        Assert.Same(map[model.Main.Inputs[0]], signature.Inputs[0].Value);
        Assert.Same(copy.Main.Outputs[0], signature.Outputs[0].Value);
    }

    [Fact]
    public void Changes_of_a_copy_do_not_reach_the_original_and_take_ids_that_it_never_gave()
    {
        var model = Sample();
        var gone = new GraphEdit(model.Main).NewValue("gone", ElementType.Float32, new Shape(1));
        var before = model.Subgraphs.Select(GraphPrinter.Print).ToArray();
        var copy = model.Copy(out _);
        var edit = new GraphEdit(copy.Main);
        var more = edit.AddNode("more", new Step(), [copy.Main.Inputs[0]], [edit.NewValue("more", ElementType.Float32, new Shape(1))]);
        edit.ReplaceUses(copy.Main.Outputs[0], more.Output);
        edit.Rename(copy.Main.Nodes[0], "renamed");
        Assert.Equal(before, model.Subgraphs.Select(GraphPrinter.Print));
        Assert.True(more.Id > gone.Id);
    }

    [Fact]
    public void A_detached_node_keeps_its_operands_when_its_graph_changes()
    {
        var edit = new GraphEdit(Sample().Subgraphs[1]);
        var node = edit.Graph.Nodes[0];
        var detached = ModelMap.Detach(node);
        edit.SetInput(node, 0, null);
        edit.SetOperator(node, new Run(default));
        Assert.Equal((node.Id, "step"), (detached.Id, detached.Name));
        Assert.IsType<Step>(detached.Operator);
        Assert.NotNull(detached.Inputs[0]);
    }

    private static Model Sample()
    {
        var inner = new GraphEdit(new Graph("inner"));
        var codes = inner.AddConstant("codes", Tensor.From<sbyte>(new Shape(1), 1), new AffineQuantization([0.5f], [0]));
        inner.SetQuantization(codes, null, new Blocks([inner.AddConstant("scales", Tensor.From(new Shape(1), 1f))]));
        var state = inner.NewValue("state", ElementType.Float32, new Shape(1));
        inner.SetKept(state);
        var argument = inner.AddInput("input", ElementType.Float32, new Shape(1));
        var result = inner.NewValue("output", ElementType.Float32, new Shape(1));
        var step = inner.AddNode("step", new Step(), [argument, null, codes, state], [result]);
        inner.SetIntermediates(
            step, [null, inner.NewValue("rounding", ElementType.Int8, new Shape(1), new AffineQuantization([0.25f], [0]))]);
        inner.AddOutput(step.Output);
        var main = new GraphEdit(new Graph("main"));
        var input = main.AddInput("input", ElementType.Float32, new Shape(1));
        var output = main.NewValue("output", ElementType.Float32, new Shape(1));
        main.AddNode("run", new Run(new GraphReference(inner.Graph, 1)), [input], [output]);
        main.AddOutput(output);
        main.AddOutput(output);
        var model = new Model
        {
            Subgraphs = { main.Graph, inner.Graph }, Origin = "origin", Description = "description", Archive = new byte[] { 1 },
        };
        model.Metadata.Add(KeyValuePair.Create("entry", new ReadOnlyMemory<byte>([2])));
        model.Signatures.Add(new Signature("serve", main.Graph, [KeyValuePair.Create("in", input)], [KeyValuePair.Create("out", output)]));
        return model;
    }
}
