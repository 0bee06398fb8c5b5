using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 2, and TensorFlow 1 with <c>control_flow_v2</c>: While with functions for condition and body, over lists of tensors.
/// </summary>
/// <param name="library">Where the functions go.</param>
internal sealed class FunctionForm(FunctionDefLibrary library) : ILoopForm
{
    private int written;

    public string[] Loop(
        NodeScope nodes, string maximum,
        IReadOnlyList<LoopValue> values, Func<LoopScope, string[], string> condition, Func<LoopScope, string[], string[]> body)
    {
        var number = written++;
        LoopValue[] carried =
            [new LoopValue(nodes.Integer("while/loop_counter", 0), DataType.DtInt32), new LoopValue(maximum, DataType.DtInt32), .. values];
        var captured = new List<LoopValue>();
        string Capture(string outer, DataType type)
        {
            var index = captured.FindIndex(value => value.First == outer);
            if (index < 0)
            {
                captured.Add(new LoopValue(outer, type));
            }

            return Argument(carried.Length + (index < 0 ? captured.Count - 1 : index));
        }

        string[] arguments = [.. Enumerable.Range(0, carried.Length).Select(Argument)];
        var test = new FunctionDef { Signature = new OpDef { Name = $"while_cond_{number}" } };
        var scope = new LoopScope(new NodeScope(test.NodeDef, true, "while/"), Capture);
        var bounded = scope.Nodes.Add("Less", "Less_1", [("T", DataType.DtInt32)], Argument(0), Argument(1));
        var decision = scope.Nodes.Add("LogicalAnd", "LogicalAnd", bounded, condition(scope, arguments[2..]));
        string[] decided = [scope.Nodes.Add("Identity", "Identity", [("T", DataType.DtBool)], decision)];

        var step = new FunctionDef { Signature = new OpDef { Name = $"while_body_{number}" } };
        scope = new LoopScope(new NodeScope(step.NodeDef, true, "while/"), Capture);
        var inner = scope.Nodes;
        string[] next = [.. body(scope, arguments[2..])];
        next = [inner.Add("AddV2", "add_counter", [("T", DataType.DtInt32)], Argument(0), inner.Integer("add_counter/y", 1)), Argument(1),
            .. next];
        next = [.. next.Select((value, index) => inner.Add("Identity", $"Identity_{index}", [("T", carried[index].Type)], value))];

        LoopValue[] all = [.. carried, .. captured];
        DataType[] types = [.. all.Select(value => value.Type)];
        Declare(test, types, decided, [DataType.DtBool]);
        Declare(step, types, [.. next, .. Enumerable.Range(carried.Length, captured.Count).Select(Argument)], types);
        library.Function.Add([test, step]);
        return nodes.Outputs(
            "While", "while", carried.Length,
            [("T", types), ("cond", new NameAttrList { Name = test.Signature.Name }),
                ("body", new NameAttrList { Name = step.Signature.Name })],
            [.. all.Select(value => value.First)])[2..];
    }

    public StepArray Unstack(NodeScope nodes, string sequence, string steps, params int[] elementShape)
    {
        var list = nodes.Add(
            "TensorListFromTensor", "TensorArrayUnstack/TensorListFromTensor", sequence,
            nodes.Integers("TensorArrayUnstack/TensorListFromTensor/element_shape", elementShape));
        return new StepArray(list, list);
    }

    public StepArray Reserve(NodeScope nodes, string steps, params int[] elementShape)
    {
        var list = nodes.Add("TensorListReserve", "TensorArrayV2_1", nodes.Integers("TensorArrayV2_1/element_shape", elementShape), steps);
        return new StepArray(list, list);
    }

    public string Read(LoopScope scope, StepArray array, string index, params int[] elementShape) => scope.Nodes.Add(
        "TensorListGetItem", "TensorArrayV2Read/TensorListGetItem", scope.Capture(array.Flow, DataType.DtVariant), index,
        scope.Nodes.Integers("TensorArrayV2Read/TensorListGetItem/element_shape", elementShape));

    public string Write(LoopScope scope, StepArray array, string flow, string index, string element) =>
        scope.Nodes.Add("TensorListSetItem", "TensorArrayV2Write/TensorListSetItem", flow, index, element);

    public string Stack(NodeScope nodes, StepArray array, string flow, string steps, params int[] elementShape) => nodes.Add(
        "TensorListStack", "TensorArrayV2Stack/TensorListStack", flow,
        nodes.Integers("TensorArrayV2Stack/TensorListStack/element_shape", elementShape));

    public LoopValue Carried(StepArray array) => new(array.Flow, DataType.DtVariant);

    /// <summary>Writes a function of floats and a call of it.</summary>
    /// <param name="arguments">How many it has.</param>
    /// <param name="results">How many it gives.</param>
    /// <param name="body">Writes its nodes; gets what it calls its arguments.</param>
    /// <param name="implements">What it says that it implements, for a runtime to choose among such.</param>
    /// <param name="given">The arguments.</param>
    public string[] Call(NodeScope nodes, string name, int arguments, int results, Func<NodeScope, string[], string[]> body,
        string implements, string[] given)
    {
        var function = new FunctionDef { Signature = new OpDef { Name = $"__inference_standard_{written++}" } };
        function.Attr["api_implements"] = new AttrValue { S = Google.Protobuf.ByteString.CopyFromUtf8(implements) };
        var inner = body(new NodeScope(function.NodeDef, true), [.. Enumerable.Range(0, arguments).Select(Argument)]);
        DataType[] types = [.. Enumerable.Repeat(DataType.DtFloat, arguments)];
        DataType[] produced = [.. Enumerable.Repeat(DataType.DtFloat, results)];
        Declare(function, types, inner, produced);
        library.Function.Add(function);
        return nodes.Outputs("PartitionedCall", name, results,
            [("Tin", types), ("Tout", produced), ("f", new NameAttrList { Name = function.Signature.Name })], given);
    }

    /// <summary>Gives a function its arguments and results.</summary>
    public static void Declare(FunctionDef function, DataType[] arguments, string[] results, DataType[] types)
    {
        function.Signature.InputArg.AddRange(
            arguments.Select((type, index) => new OpDef.Types.ArgDef { Name = Argument(index), Type = type }));
        for (var index = 0; index < results.Length; index++)
        {
            function.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = $"result_{index}", Type = types[index] });
            function.Ret[$"result_{index}"] = results[index];
        }
    }

    /// <summary>The name of an argument of the functions.</summary>
    public static string Argument(int index) => $"argument_{index}";
}
