namespace Octavo.EndToEnd;

/// <summary>
/// Keras's LSTMCell: gates i, f, c, o of x W + h R + b; c' = logistic(f) c + logistic(i) tanh(c), h' = logistic(o) tanh(c'). States: h, c.
/// </summary>
internal sealed class KerasLstmWrittenCell : WrittenCell
{
    public KerasLstmWrittenCell(int depth, int units)
        : base(depth, units)
    {
        AddWeight("kernel", depth, 4 * units);
        AddWeight("recurrent_kernel", units, 4 * units);
        AddWeight("bias", 4 * units);
    }

    public override int StateCount => 2;

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        const string Name = "lstm_cell";
        var read = nodes.Add("MatMul", $"{Name}/MatMul", input, weight("kernel"));
        var sum = nodes.Add("AddV2", $"{Name}/add", read, nodes.Add("MatMul", $"{Name}/MatMul_1", states[0], weight("recurrent_kernel")));
        sum = nodes.Add("AddV2", $"{Name}/add_1", sum, weight("bias"));
        var gates = nodes.Outputs("Split", $"{Name}/split", 4, [("num_split", 4)], nodes.Integer($"{Name}/split/split_dim", 1), sum);
        var input0 = nodes.Add("Sigmoid", $"{Name}/Sigmoid", gates[0]);
        var kept = nodes.Add("Mul", $"{Name}/mul", nodes.Add("Sigmoid", $"{Name}/Sigmoid_1", gates[1]), states[1]);
        var added = nodes.Add("Mul", $"{Name}/mul_1", input0, nodes.Add("Tanh", $"{Name}/Tanh", gates[2]));
        var cell = nodes.Add("AddV2", $"{Name}/add_2", kept, added);
        var output = nodes.Add("Sigmoid", $"{Name}/Sigmoid_2", gates[3]);
        return [nodes.Add("Mul", $"{Name}/mul_2", output, nodes.Add("Tanh", $"{Name}/Tanh_1", cell)), cell];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var (read, recurrent) = (Affine(input, "kernel", "bias"), Affine(states[0], "recurrent_kernel"));
        double Gate(int gate, int unit) => read[(gate * Units) + unit] + recurrent[(gate * Units) + unit];
        var cell = Elementwise(Units, unit => (Logistic(Gate(1, unit)) * states[1][unit]) + (Logistic(Gate(0, unit)) * Math.Tanh(Gate(2, unit))));
        return [Elementwise(Units, unit => Logistic(Gate(3, unit)) * Math.Tanh(cell[unit])), cell];
    }
}
