using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.TensorFlow.Tests;

/// <summary>What a frozen graph computes where nobody names its outputs.</summary>
public sealed class DefaultOutputTests
{
    [Fact]
    public void Outputs_are_what_nothing_reads_and_they_are_said()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Node("Neg", "inner", "x").Node("Abs", "y", "inner")
            .Node("Exp", "z", "inner").Read();
        Assert.Equal(["y", "z"], graph.Outputs.Select(output => output.Name));
        Assert.Contains(graph.Notes, note => note.Contains("'y', 'z'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_of_parts_in_a_short_file_makes_no_flood_of_operators()
    {
        var builder =
            new GraphDefBuilder().Node("Placeholder", "x").Node("Placeholder", "numbers").Node("DynamicPartition", "parts", "x", "numbers");
        builder.Graph.Node[0].Attr["shape"] = Vector();
        builder.Graph.Node[1].Attr["shape"] = Vector();
        builder.Graph.Node[1].Attr["dtype"] = new AttrValue { Type = DataType.DtInt32 };
        builder.Graph.Node[2].Attr["num_partitions"] = new AttrValue { I = 1 << 16 };
        var error = Assert.Throws<OctavoException>(() => builder.Read());
        Assert.Equal((ErrorKind.Usage, true), (error.Kind, error.Hint!.Contains("--outputs", StringComparison.Ordinal)));

        var imported = ModelImport.Import([builder.Read(outputs: ["parts:3", "parts:60000"])], "test").Main;
        Assert.Equal(2, imported.Outputs.Count);
        Assert.InRange(imported.Nodes.Count, 2, 20);
    }

    private static AttrValue Vector() => new() { Shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = 4 } } } };

    [Fact]
    public void Control_dependencies_count_as_reading()
    {
        var graph = new GraphDefBuilder().Node("Placeholder", "x").Node("Neg", "checked", "x").Node("Abs", "y", "x", "^checked").Read();
        Assert.Equal(["y"], graph.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Steps_of_training_are_no_outputs_and_no_readers()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("Neg", "loss", "x").Node("Shape", "gradients/Shape", "loss")
            .Node("Neg", "gradients/step", "x");
        builder.Node("VariableV2", "w").Graph.Node[^1].Attr["shape"] = new AttrValue { Shape = new TensorShapeProto() };
        var graph = builder.Node("Const", "rate").Node("ApplyGradientDescent", "train", "w", "rate", "gradients/step")
            .Node("Abs", "gradients/unread", "x")
            .Node("Assign", "w/Assign", "w", "rate").Node("NoOp", "init", "^w/Assign").Read();
        Assert.Equal(["loss"], graph.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Resources_summaries_and_what_only_switches_are_no_outputs()
    {
        var graph =
            new GraphDefBuilder().Node("Placeholder", "x").Node("Placeholder", "flag").Node("Neg", "y", "x").Node("HashTableV2", "table")
            .Node("HistogramSummary", "summary", "x", "x").Node("Switch", "cond/Switch", "flag", "flag")
                .Node("Identity", "cond/switch_t", "cond/Switch:1").Read();
        Assert.Equal(["y"], graph.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Savers_and_initial_values_are_no_outputs_of_a_graph_that_was_not_frozen()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("Neg", "y", "x").Node("Const", "zeros")
            .Node("Abs", "initial_value", "zeros").Node("VariableV2", "w");
        builder.Graph.Node[^1].Attr["shape"] = new AttrValue { Shape = new TensorShapeProto() };
        Assert.Equal(["y"], builder.Read().Outputs.Select(output => output.Name));
    }

    [Fact]
    public void What_depends_on_no_input_is_an_output_of_a_frozen_graph()
    {
        var builder =
            new GraphDefBuilder().Node("Placeholder", "x").Node("Neg", "y", "x").Node("Const", "c").Node("Identity", "anchors", "c");
        Assert.Equal(["y", "anchors"], builder.Read().Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Batch_normalization_at_the_end_gives_its_result_alone()
    {
        var graph =
            new GraphDefBuilder().Node("Placeholder", "x").Node("Const", "c").Node("FusedBatchNormV3", "y", "x", "c", "c", "c", "c").Read();
        Assert.Equal(["y"], graph.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Inputs_that_no_output_needs_vanish_unless_they_are_named()
    {
        var builder = new GraphDefBuilder().Node("Placeholder", "x").Node("Placeholder", "unread").Node("Neg", "y", "x");
        builder.Node("Placeholder", "iterator").Graph.Node[^1].Attr["dtype"] = new AttrValue { Type = DataType.DtVariant };
        var graph = builder.Read();
        Assert.Equal(["x"], graph.Inputs.Select(input => input.Name));
        Assert.Contains(graph.Notes, note => note.Contains("'iterator', 'unread'", StringComparison.Ordinal));
        Assert.Equal(["unread", "x"], builder.Read(["unread", "x", "iterator"]).Inputs.Select(input => input.Name));
    }
}
