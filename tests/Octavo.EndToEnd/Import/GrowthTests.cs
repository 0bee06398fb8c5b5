using System.Diagnostics;
using Octavo.Passes;
using Octavo.TensorFlow;
using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// The time of a conversion grows as the model does, whatever its shape: twice the nodes take at most two and a half times as long.
/// </summary>
[Collection(nameof(MeasuredAlone))]
public sealed class GrowthTests
{
    /// <summary>
    /// Of three doublings together, since one is within the noise of collecting garbage: a search of lists would make it 64, and following
    /// every path far more.
    /// </summary>
    private const double MostGrowth = 2.5 * 2.5 * 2.5;

    /// <summary>The compiler works beside the first runs; the best of a few is the time that the conversion takes.</summary>
    private const int Attempts = 4;

    private const int MostAttempts = 12;

    [Theory]
    [InlineData("many paths", 4000)]
    [InlineData("sums of the two before", 4000)]
    [InlineData("wide", 2500)]
    [InlineData("one sum of all", 2500)]
    [InlineData("deep", 6000)]
    [InlineData("constants", 4000)]
    [InlineData("dense layers", 700)]
    [InlineData("loops", 250)]
    [InlineData("branches", 300)]
    [InlineData("bodies", 400)]
    [InlineData("channels first", 250)]
    public void Time_grows_no_faster_than_the_graph(string form, int size)
    {
        var (small, large) = (double.PositiveInfinity, double.PositiveInfinity);
        Convert(form, size / 10);
        for (var attempt = 0; attempt < Attempts || (attempt < MostAttempts && large > MostGrowth * small); attempt++)
        {
            small = Math.Min(small, Time(form, size / 4));
            large = Math.Min(large, Time(form, 2 * size));
        }

        Assert.True(large <= MostGrowth * small, $"{form}: {2 * size} take {large:F0} ms, {size / 4} take {small:F0} ms.");
    }

    [Fact]
    public void Fifty_thousand_nodes_of_many_paths_take_less_than_four_seconds_of_the_processor()
    {
        Assert.Equal(50_000, Convert("many paths", 50_000).Operators["ADD"]);
        var least = double.PositiveInfinity;
        for (var attempt = 0; attempt < Attempts && least >= 4000; attempt++)
        {
            least = Math.Min(least, Time("many paths", 50_000));
        }

        Assert.True(least < 4000, $"They take {least:F0} ms.");
    }

    /// <summary>A pass that searches lists, or follows every path, would be seen in a graph of a few thousand nodes already.</summary>
    [Theory]
    [InlineData("many paths")]
    [InlineData("deep")]
    [InlineData("dense layers")]
    [InlineData("one sum of all")]
    [InlineData("bodies")]
    public void Passes_over_graphs_of_half_a_thousand_to_four_thousand_grow_as_these_do(string form)
    {
        var size = form == "bodies" ? 125 : 500;
        TimeOfPasses(form, size);
        var times = Enumerable.Repeat(double.PositiveInfinity, 4).ToArray();
        for (var attempt = 0; attempt < Attempts || (attempt < 2 * MostAttempts && !KeepPace(times)); attempt++)
        {
            times = [.. times.Select((least, power) => Math.Min(least, TimeOfPasses(form, size << power)))];
        }

        Assert.True(KeepPace(times), $"{form}: {string.Join(", ", times.Select(time => $"{time:F1} ms"))}");

        static bool KeepPace(double[] times) => times[3] <= MostGrowth * times[0];
    }

    [Fact]
    public void A_hundred_thousand_constants_are_converted() => Assert.Equal(100_000, Convert("constants", 100_000).Operators["MAXIMUM"]);

    [Fact]
    public void A_chain_of_thirty_thousand_nodes_behind_a_large_constant_is_one_constant()
    {
        var graph = new WrittenGraph();
        var before = graph.Shaped("weights", [1, 20_000], [.. Enumerable.Repeat(3f, 20_000)]);
        for (var node = 0; node < 30_001; node++)
        {
            before = graph.Node("Neg", $"n{node}", before);
        }

        graph.Node("Mul", "y", graph.Placeholder("x", 1, 20_000), before);
        using var folder = new Workplace();
        var converter = Converter.FromFrozenGraph(graph.Write(folder.Folder));
        using var interpreter = Interpreter.Open(converter.Convert(), name: "chain");
        Assert.Equal(["MUL"], converter.Report!.Operators.Keys);
        interpreter.InputSpan<float>(0).Fill(2);
        interpreter.Invoke();
        Assert.Equal(-6, interpreter.OutputSpan<float>(0)[19_999]);
    }

    [Fact]
    public void Constants_of_many_paths_are_computed_once_each()
    {
        var graph = new WrittenGraph();
        var before = graph.Shaped("weights", [1, 20_000], [.. Enumerable.Repeat(1f, 20_000)]);
        for (var node = 0; node < 60; node++)
        {
            before = graph.Node("AddV2", $"n{node}", before, before);
        }

        graph.Node("Mul", "y", graph.Placeholder("x", 1, 20_000), before);
        using var folder = new Workplace();
        using var interpreter = Interpreter.Open(Converter.FromFrozenGraph(graph.Write(folder.Folder)).Convert(), name: "paths");
        interpreter.InputSpan<float>(0).Fill(1);
        interpreter.Invoke();
        Assert.Equal(MathF.Pow(2, 60), interpreter.OutputSpan<float>(0)[0]);
    }

    [Fact]
    public void Functions_that_run_each_other_twice_are_refused_by_number()
    {
        var graph = new WrittenGraph();
        graph.Placeholder("x", 1, 4);
        graph.Add("Placeholder", "p", [], ("dtype", DataType.DtBool), ("shape", Array.Empty<int>()));
        for (var level = 0; level < 24; level++)
        {
            var function = new FunctionDef { Signature = new OpDef { Name = $"level{level}" } };
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = "p", Type = DataType.DtBool });
            function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = "x", Type = DataType.DtFloat });
            function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "y", Type = DataType.DtFloat });
            function.NodeDef.Add(level == 23 ? Neg() : Either("inner", $"level{level + 1}"));
            function.Ret["y"] = level == 23 ? "inner:y:0" : "inner:output:0";
            graph.Graph.Library.Function.Add(function);
        }

        graph.Graph.Node.Add(Either("y", "level0"));
        using var folder = new Workplace();
        var error = Assert.Throws<OctavoException>(() => Converter.FromFrozenGraph(graph.Write(folder.Folder)).Convert());
        Assert.Equal(4, error.ExitCode);
        Assert.Contains("run too many graphs", error.What, StringComparison.Ordinal);
    }

    private static NodeDef Neg()
    {
        var node = new NodeDef { Name = "inner", Op = "Neg" };
        node.Input.Add("x");
        node.Attr["T"] = new AttrValue { Type = DataType.DtFloat };
        return node;
    }

    private static NodeDef Either(string name, string function)
    {
        var node = new NodeDef { Name = name, Op = "StatelessIf" };
        node.Input.AddRange(["p", "p", "x"]);
        node.Attr["Tcond"] = new AttrValue { Type = DataType.DtBool };
        node.Attr["Tin"] = Types(DataType.DtBool, DataType.DtFloat);
        node.Attr["Tout"] = Types(DataType.DtFloat);
        node.Attr["then_branch"] = new AttrValue { Func = new NameAttrList { Name = function } };
        node.Attr["else_branch"] = new AttrValue { Func = new NameAttrList { Name = function } };
        return node;
    }

    private static AttrValue Types(params DataType[] types)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(types);
        return new AttrValue { List = list };
    }

    /// <summary>What the process computes, whatever else the machine does.</summary>
    private static double Time(string form, int size)
    {
        var start = Environment.CpuUsage.TotalTime;
        Convert(form, size);
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static double TimeOfPasses(string form, int size)
    {
        using var folder = new Workplace();
        var path = GrowingGraphs.Of(form, size).Write(folder.Folder);
        var model = ModelImport.Import([GraphDefReader.Read(path)], path);
        GC.Collect();
        var start = Environment.CpuUsage.TotalTime;
        PassRunner.Run(model, Pipelines.Import);
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static ConversionReport Convert(string form, int size)
    {
        using var folder = new Workplace();
        var converter = Converter.FromFrozenGraph(GrowingGraphs.Of(form, size).Write(folder.Folder));
        return converter.ConvertTo(Stream.Null);
    }
}
