namespace Octavo.EndToEnd;

/// <summary>
/// Keras's LSTMCell: gates i, f, c, o of x W + h R + b; c' = logistic(f) c + logistic(i) tanh(c), h' = logistic(o) tanh(c'), or with other
/// activations. States: h, c.
/// </summary>
internal sealed class KerasLstmWrittenCell : WrittenCell
{
    private const string Name = "lstm_cell";

    private readonly KerasCellOptions options;

    public KerasLstmWrittenCell(int depth, int units, KerasCellOptions? options = null)
        : base(depth, units)
    {
        this.options = options ?? KerasCellOptions.Default;
        AddWeight("kernel", depth, 4 * units);
        AddWeight("recurrent_kernel", units, 4 * units);
        if (this.options.UsesBias)
        {
            AddWeight("bias", 4 * units);
        }
    }

    public override int StateCount => 2;

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var gates = options.SplitsGates ? GatesOneByOne(nodes, weight, input, states[0]) : Gates(nodes, weight, input, states[0]);
        string Gate(string name, string gate) => options.GateActivation.Emit(nodes, $"{Name}/{name}", gate);

        var input0 = Gate("Sigmoid", gates[0]);
        var kept = nodes.Add("Mul", $"{Name}/mul", Gate("Sigmoid_1", gates[1]), states[1]);
        var added = nodes.Add("Mul", $"{Name}/mul_1", input0, options.Activation.Emit(nodes, $"{Name}/Tanh", gates[2]));
        var cell = nodes.Add("AddV2", $"{Name}/add_2", kept, added);
        var output = Gate("Sigmoid_2", gates[3]);
        return [nodes.Add("Mul", $"{Name}/mul_2", output, options.Activation.Emit(nodes, $"{Name}/Tanh_1", cell)), cell];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var (read, recurrent) = (Affine(input, "kernel", options.UsesBias ? "bias" : null), Affine(states[0], "recurrent_kernel"));
        double Sum(int gate, int unit) => read[(gate * Units) + unit] + recurrent[(gate * Units) + unit];
        double Gate(int gate, int unit) => options.GateActivation.Of(Sum(gate, unit));
        var cell = Elementwise(Units, unit => (Gate(1, unit) * states[1][unit]) + (Gate(0, unit) * options.Activation.Of(Sum(2, unit))));
        return [Elementwise(Units, unit => Gate(3, unit) * options.Activation.Of(cell[unit])), cell];
    }

    private string[] Gates(NodeScope nodes, Func<string, string> weight, string input, string state)
    {
        var read = nodes.Add("MatMul", $"{Name}/MatMul", input, weight("kernel"));
        var sum = nodes.Add("AddV2", $"{Name}/add", read, nodes.Add("MatMul", $"{Name}/MatMul_1", state, weight("recurrent_kernel")));
        sum = options.UsesBias ? nodes.Add("AddV2", $"{Name}/add_1", sum, weight("bias")) : sum;
        return Cut(nodes, $"{Name}/split", sum, 1);
    }

    private string[] GatesOneByOne(NodeScope nodes, Func<string, string> weight, string input, string state)
    {
        var kernels = Cut(nodes, $"{Name}/split", weight("kernel"), 1);
        var read = kernels.Select((kernel, gate) => nodes.Add("MatMul", $"{Name}/MatMul_{gate}", input, kernel)).ToArray();
        if (options.UsesBias)
        {
            var biases = Cut(nodes, $"{Name}/split_1", weight("bias"), 0);
            read = [.. read.Select((product, gate) => nodes.Add("BiasAdd", $"{Name}/BiasAdd_{gate}", product, biases[gate]))];
        }

        return [.. read.Select((sum, gate) => nodes.Add(
            "AddV2", $"{Name}/add_gate_{gate}", sum,
            nodes.Add("MatMul", $"{Name}/MatMul_{gate + 4}", state,
                nodes.Columns($"{Name}/strided_slice_{gate}", weight("recurrent_kernel"), gate * Units,
                    gate == 3 ? 0 : (gate + 1) * Units))))];
    }

    private static string[] Cut(NodeScope nodes, string name, string value, int axis) =>
        nodes.Outputs("Split", name, 4, [("num_split", 4)], nodes.Integer($"{name}/split_dim", axis), value);
}
