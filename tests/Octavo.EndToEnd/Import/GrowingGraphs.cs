using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>Graphs of one form and any size.</summary>
internal static class GrowingGraphs
{
    private static readonly Dictionary<string, Func<int, WrittenGraph>> Forms = new(StringComparer.Ordinal)
    {
        ["many paths"] = size => Chain(size, (graph, name, before) => graph.Node("AddV2", name, before, before)),
        ["deep"] = size => Chain(size, (graph, name, before) => graph.Node("Tanh", name, before)),
        ["constants"] = size =>
            Chain(size,
                (graph, name, before) =>
                    graph.Node("Maximum", name, before,
                        graph.Constant($"{name}/limit", name.Length,
                            float.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture), 3, 4))),
        ["dense layers"] = size => Chain(size, Dense),
        ["loops"] = size => Chain(size, Loop),
        ["branches"] = size => Chain(size, Branch),
        ["bodies"] = size => Chain(size, Either),
        ["channels first"] = size => Chain(size, Convolution, 1, 4, 8, 8),
        ["sums of the two before"] = Sums,
        ["wide"] = size => Wide(size, false),
        ["one sum of all"] = size => Wide(size, true),
    };

    public static WrittenGraph Of(string form, int size) => Forms[form](size);

    private static WrittenGraph Chain(int size, Func<WrittenGraph, string, string, string> link, params int[] shape)
    {
        var graph = new WrittenGraph();
        var before = graph.Placeholder("x", shape.Length == 0 ? [1, 4] : shape);
        graph.Integer("zero", 0);
        for (var index = 0; index < size; index++)
        {
            before = link(graph, $"n{index}", before);
        }

        return graph;
    }

    private static WrittenGraph Sums(int size)
    {
        var graph = new WrittenGraph();
        var (one, other) = (graph.Placeholder("x", 1, 4), "x");
        for (var index = 0; index < size; index++)
        {
            (one, other) = (other, graph.Node("AddV2", $"n{index}", one, other));
        }

        return graph;
    }

    private static WrittenGraph Wide(int size, bool isSummed)
    {
        var graph = new WrittenGraph();
        graph.Placeholder("x", 1, 4);
        string[] parts = [.. Enumerable.Range(0, size)
            .Select(index => graph.Node("Mul", $"n{index}", "x", graph.Constant($"c{index}", index + 2, 1, 2, 3)))];
        if (isSummed)
        {
            graph.Add("AddN", "y", parts, ("N", parts.Length));
        }

        return graph;
    }

    private static string Dense(WrittenGraph graph, string name, string before)
    {
        var product = graph.Node("MatMul", $"{name}/product", before,
            graph.Shaped($"{name}/kernel", [4, 4],
                [.. Enumerable.Range(0, 16)
                    .Select(index => index - float.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture))]));
        return graph.Node("Relu", name, graph.Node("BiasAdd", $"{name}/sum", product, graph.Constant($"{name}/bias", 1, 2, 3, 4)));
    }

    private static string Convolution(WrittenGraph graph, string name, string before)
    {
        var product = graph.Add("Conv2D", $"{name}/product",
            [before, graph.Shaped($"{name}/kernel", [1, 1, 4, 4], [.. Enumerable.Range(0, 16).Select(index => 0.1f * index)])],
            ("padding", "SAME"), ("data_format", "NCHW"));
        var strides = new AttrValue.Types.ListValue();
        strides.I.AddRange([1, 1, 1, 1]);
        graph.Graph.Node[^1].Attr["strides"] = new AttrValue { List = strides };
        return graph.Node("Tanh", name,
            graph.Add("BiasAdd", $"{name}/sum", [product, graph.Constant($"{name}/bias", 1, 2, 3, 4)], ("data_format", "NCHW")));
    }

    private static string Branch(WrittenGraph graph, string name, string before)
    {
        if (graph.Graph.Node.All(node => node.Name != "chosen"))
        {
            graph.Add("Placeholder", "chosen", [], ("dtype", DataType.DtBool), ("shape", Array.Empty<int>()));
        }

        graph.Node("Switch", $"{name}/switch", before, "chosen");
        return graph.Add("Merge", name,
            [graph.Node("Tanh", $"{name}/else", $"{name}/switch"), graph.Node("Neg", $"{name}/then", $"{name}/switch:1")], ("N", 2));
    }

    /// <summary>A conditional whose branches are functions: each place where one stands becomes a graph of the model.</summary>
    private static string Either(WrittenGraph graph, string name, string before)
    {
        if (graph.Graph.Library is not { Function.Count: > 0 })
        {
            graph.Add("Placeholder", "chosen", [], ("dtype", DataType.DtBool), ("shape", Array.Empty<int>()));
            graph.Graph.Library ??= new FunctionDefLibrary();
            graph.Graph.Library.Function.AddRange([Function("then", "Neg"), Function("else", "Tanh")]);
        }

        var types = new AttrValue.Types.ListValue();
        types.Type.Add(DataType.DtFloat);
        var node = new NodeDef { Name = name, Op = "StatelessIf" };
        node.Input.AddRange(["chosen", before]);
        node.Attr["Tcond"] = new AttrValue { Type = DataType.DtBool };
        node.Attr["Tin"] = new AttrValue { List = types };
        node.Attr["Tout"] = new AttrValue { List = types.Clone() };
        node.Attr["then_branch"] = new AttrValue { Func = new NameAttrList { Name = "then" } };
        node.Attr["else_branch"] = new AttrValue { Func = new NameAttrList { Name = "else" } };
        graph.Graph.Node.Add(node);
        return name;
    }

    private static FunctionDef Function(string name, string operation)
    {
        var function = new FunctionDef { Signature = new OpDef { Name = name } };
        function.Signature.InputArg.Add(new OpDef.Types.ArgDef { Name = "x", Type = DataType.DtFloat });
        function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "y", Type = DataType.DtFloat });
        var node = new NodeDef { Name = "inner", Op = operation };
        node.Input.Add("x");
        node.Attr["T"] = new AttrValue { Type = DataType.DtFloat };
        function.NodeDef.Add(node);
        function.Ret["y"] = "inner:y:0";
        return function;
    }

    private static string Loop(WrittenGraph graph, string name, string before)
    {
        string Typed(string operation, string part, bool isCounter, params string[] inputs) =>
            graph.Add(operation, $"{name}/{part}", inputs, ("T", isCounter ? DataType.DtInt32 : DataType.DtFloat), ("frame_name", name),
                ("N", 2));

        var (counter, value) = (
            Typed("Merge", "merged_counter", true, Typed("Enter", "enter_counter", true, "zero"), $"{name}/next_counter"),
            Typed("Merge", "merged", false, Typed("Enter", "enter", false, before), $"{name}/next"));
        var condition = graph.Node("LoopCond", $"{name}/condition",
            Typed("Less", "less", true, counter, graph.Integer($"{name}/limit", 10, $"^{counter}")));
        var (counting, stepping) =
            (Typed("Switch", "switch_counter", true, counter, condition), Typed("Switch", "switch", false, value, condition));
        var inside = Typed("Identity", "inside_counter", true, $"{counting}:1");
        Typed("NextIteration", "next_counter", true, Typed("AddV2", "count", true, inside, graph.Integer($"{name}/one", 1, $"^{inside}")));
        Typed("NextIteration", "next", false, Typed("Tanh", "step", false, Typed("Identity", "inside", false, $"{stepping}:1")));
        return Typed("Exit", "exit", false, stepping);
    }
}
