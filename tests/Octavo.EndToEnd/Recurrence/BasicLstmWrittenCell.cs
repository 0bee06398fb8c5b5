using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's BasicLSTMCell: gates i, j, f, o of one product [x, h] W + b; c' = c logistic(f + 1) + logistic(i) tanh(j), h' = tanh(c')
/// logistic(o). States: h, c.
/// </summary>
internal sealed class BasicLstmWrittenCell : WrittenCell
{
    private const float ForgetBias = 1;

    public BasicLstmWrittenCell(int depth, int units)
        : base(depth, units)
    {
        AddWeight("kernel", depth + units, 4 * units);
        AddWeight("bias", 4 * units);
    }

    public override int StateCount => 2;

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        const string Name = "basic_lstm_cell";
        var axis = nodes.Integer($"{Name}/Const", 1);
        var joined = nodes.Add("ConcatV2", $"{Name}/concat", [("N", 2)], input, states[0], nodes.Integer($"{Name}/concat/axis", 1));
        var sum = nodes.Add("BiasAdd", $"{Name}/BiasAdd", nodes.Add("MatMul", $"{Name}/MatMul", joined, weight("kernel")), weight("bias"));
        var gates = nodes.Outputs("Split", $"{Name}/split", 4, [("num_split", 4)], axis, sum);
        var forget = nodes.Add("Sigmoid", $"{Name}/Sigmoid",
            nodes.Add("AddV2", $"{Name}/Add", gates[2], nodes.Constant($"{Name}/Const_1", Tensor.Scalar(ForgetBias))));
        var kept = nodes.Add("Mul", $"{Name}/Mul", states[1], forget);
        var added = nodes.Add("Mul", $"{Name}/Mul_1", nodes.Add("Sigmoid", $"{Name}/Sigmoid_1", gates[0]),
            nodes.Add("Tanh", $"{Name}/Tanh", gates[1]));
        var cell = nodes.Add("AddV2", $"{Name}/Add_1", kept, added);
        var activated = nodes.Add("Tanh", $"{Name}/Tanh_1", cell);
        return [nodes.Add("Mul", $"{Name}/Mul_2", activated, nodes.Add("Sigmoid", $"{Name}/Sigmoid_2", gates[3])), cell];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var gates = Affine([.. input, .. states[0]], "kernel", "bias");
        var cell = Elementwise(Units,
            unit => (states[1][unit] * Logistic(gates[(2 * Units) + unit] + ForgetBias))
            + (Logistic(gates[unit]) * Math.Tanh(gates[Units + unit])));
        return [Elementwise(Units, unit => Math.Tanh(cell[unit]) * Logistic(gates[(3 * Units) + unit])), cell];
    }
}
