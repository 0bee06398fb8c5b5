using Octavo.TensorFlow.Messages;

namespace Octavo.EndToEnd;

/// <summary>TensorFlow 1: a frame of Enter, Merge, LoopCond, Switch, NextIteration and Exit, over arrays of version 3.</summary>
internal sealed class FrameForm : ILoopForm
{
    private const int ParallelIterations = 32;

    public string[] Loop(
        NodeScope nodes, string maximum,
        IReadOnlyList<LoopValue> values, Func<LoopScope, string[], string> condition, Func<LoopScope, string[], string[]> body)
    {
        var inside = nodes.Inside("while/");
        LoopValue[] all = [new LoopValue(inside.Integer("iteration_counter", 0), DataType.DtInt32), .. values];
        var entered = all.Select((value, index) => Enter(inside, Numbered("Enter", index), value.First, value.Type, false)).ToArray();
        var merged = all.Select((value, index) => inside.Add(
            "Merge", Numbered("Merge", index), [("T", value.Type), ("N", 2)], entered[index],
            inside.NameOf(Numbered("NextIteration", index)))).ToArray();
        var scope = Scope(inside, "Less");
        var bounded = inside.Add("Less", "Less", [("T", DataType.DtInt32)], merged[0], scope.Int32(maximum));
        var decision = inside.Add("LogicalAnd", "LogicalAnd", bounded, condition(scope, merged[1..]));
        var loop = inside.Add("LoopCond", "LoopCond", decision);
        var switched = all.Select((value, index) =>
            inside.Outputs("Switch", Numbered("Switch", index), 2, [("T", value.Type)], merged[index], loop)).ToArray();
        var current = all.Select((value, index) =>
            inside.Add("Identity", Numbered("Identity", index), [("T", value.Type)], switched[index][1])).ToArray();
        var waiting = inside.Inside("", current[0]);
        var counted = waiting.Add("AddV2", "add", [("T", DataType.DtInt32)], current[0], waiting.Integer("add/y", 1));
        string[] next = [counted, .. body(Scope(waiting, "captured"), current[1..])];
        for (var index = 0; index < all.Length; index++)
        {
            inside.Add("NextIteration", Numbered("NextIteration", index), [("T", all[index].Type)], next[index]);
        }

        return [.. all.Select((value, index) => inside.Add("Exit", Numbered("Exit", index), [("T", value.Type)], switched[index][0]))
            .Skip(1)];
    }

    public StepArray Reserve(NodeScope nodes, string steps, params int[] elementShape) => Array(nodes, "TensorArray", steps, elementShape);

    public StepArray Unstack(NodeScope nodes, string sequence, string steps, params int[] elementShape)
    {
        var array = Array(nodes, "TensorArray_1", steps, elementShape);
        var positions = Positions(nodes, "TensorArrayUnstack", steps);
        return array with { Flow = nodes.Add("TensorArrayScatterV3", "TensorArrayUnstack/TensorArrayScatter/TensorArrayScatterV3",
            array.Handle, positions, sequence, array.Flow) };
    }

    public string Read(LoopScope scope, StepArray array, string index, params int[] elementShape) => scope.Nodes.Add(
        "TensorArrayReadV3", "TensorArrayReadV3", scope.Capture(array.Handle, DataType.DtResource), index, scope.Float(array.Flow));

    public string Write(LoopScope scope, StepArray array, string flow, string index, string element) => scope.Nodes.Add(
        "TensorArrayWriteV3", "TensorArrayWrite/TensorArrayWriteV3", scope.Capture(array.Handle, DataType.DtResource), index, element,
        flow);

    public string Stack(NodeScope nodes, StepArray array, string flow, string steps, params int[] elementShape) => nodes.Add(
        "TensorArrayGatherV3", "TensorArrayStack/TensorArrayGatherV3", [("element_shape", NodeScope.ShapeOf(elementShape))], array.Handle,
        Positions(nodes, "TensorArrayStack", nodes.Add("TensorArraySizeV3", "TensorArrayStack/TensorArraySizeV3", array.Handle, flow)),
            flow);

    public LoopValue Carried(StepArray array) => new(array.Flow, DataType.DtFloat);

    private static StepArray Array(NodeScope nodes, string name, string steps, int[] elementShape)
    {
        var outputs = nodes.Outputs(
            "TensorArrayV3", name, 2,
            [("element_shape", NodeScope.ShapeOf(elementShape)), ("identical_element_shapes", true), ("tensor_array_name", "dynamic_rnn")],
            steps);
        return new StepArray(outputs[0], outputs[1]);
    }

    private static string Positions(NodeScope nodes, string name, string steps) =>
        nodes.Add("Range", $"{name}/range", nodes.Integer($"{name}/range/start", 0), steps, nodes.Integer($"{name}/range/delta", 1));

    private static LoopScope Scope(NodeScope nodes, string purpose)
    {
        var captures = new Dictionary<string, string>(StringComparer.Ordinal);
        return new LoopScope(nodes, (outer, type) =>
        {
            if (!captures.TryGetValue(outer, out var inner))
            {
                inner = Enter(nodes, $"{purpose}/Enter_{captures.Count}", outer, type, true);
                captures.Add(outer, inner);
            }

            return inner;
        });
    }

    private static string Enter(NodeScope nodes, string name, string value, DataType type, bool isConstant) => nodes.Add(
        "Enter", name,
        [("T", type), ("frame_name", nodes.NameOf("while_context")), ("is_constant", isConstant),
            ("parallel_iterations", ParallelIterations)], value);

    private static string Numbered(string name, int index) => index == 0 ? name : $"{name}_{index}";
}
