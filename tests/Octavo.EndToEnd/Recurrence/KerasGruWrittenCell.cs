using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Keras's GRUCell: z and r = logistic(x W + h R + b); h' = z h + (1 - z) g, where g = tanh(x W + b + (r h) R), or, with <c>reset_after</c>, whose bias has
/// two rows, tanh(x W + b[0] + r (h R + b[1])).
/// </summary>
internal sealed class KerasGruWrittenCell : WrittenCell
{
    private readonly bool resetsAfter;

    public KerasGruWrittenCell(int depth, int units, bool resetsAfter)
        : base(depth, units)
    {
        this.resetsAfter = resetsAfter;
        AddWeight("kernel", depth, 3 * units);
        AddWeight("recurrent_kernel", units, 3 * units);
        AddWeight("bias", resetsAfter ? [2, 3 * units] : [3 * units]);
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        const string Name = "gru_cell";
        var (bias, state) = (weight("bias"), states[0]);
        string[] biases = [bias];
        if (resetsAfter)
        {
            var rows = nodes.Outputs("Split", $"{Name}/split_bias", 2, [("num_split", 2)], nodes.Integer($"{Name}/split_bias/split_dim", 0), bias);
            biases = [.. rows.Select((row, index) => Squeeze(nodes, $"{Name}/Squeeze_{index}", row))];
        }

        var read = Thirds(nodes, $"{Name}/split", nodes.Add("AddV2", $"{Name}/add", nodes.Add("MatMul", $"{Name}/MatMul", input, weight("kernel")), biases[0]), 3);
        var recurrent = resetsAfter
            ? Thirds(nodes, $"{Name}/split_1", nodes.Add("AddV2", $"{Name}/add_1", nodes.Add("MatMul", $"{Name}/MatMul_1", state, weight("recurrent_kernel")), biases[1]), 3)
            : Thirds(nodes, $"{Name}/split_1", nodes.Add("MatMul", $"{Name}/MatMul_1", state, Columns(nodes, $"{Name}/strided_slice", weight("recurrent_kernel"), 0, 2 * Units)), 2);
        var update = nodes.Add("Sigmoid", $"{Name}/Sigmoid", nodes.Add("AddV2", $"{Name}/add_2", read[0], recurrent[0]));
        var reset = nodes.Add("Sigmoid", $"{Name}/Sigmoid_1", nodes.Add("AddV2", $"{Name}/add_3", read[1], recurrent[1]));
        var looked = resetsAfter
            ? nodes.Add("Mul", $"{Name}/mul", reset, recurrent[2])
            : nodes.Add(
                "MatMul", $"{Name}/MatMul_2", nodes.Add("Mul", $"{Name}/mul", reset, state), Columns(nodes, $"{Name}/strided_slice_1", weight("recurrent_kernel"), 2 * Units, 0));
        var candidate = nodes.Add("Tanh", $"{Name}/Tanh", nodes.Add("AddV2", $"{Name}/add_4", read[2], looked));
        var kept = nodes.Add("Mul", $"{Name}/mul_1", update, state);
        var complement = nodes.Add("Sub", $"{Name}/sub", nodes.Constant($"{Name}/sub/x", Tensor.Scalar(1f)), update);
        return [nodes.Add("AddV2", $"{Name}/add_5", kept, nodes.Add("Mul", $"{Name}/mul_2", complement, candidate))];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var state = states[0];
        var read = Affine(input, "kernel", "bias");
        var recurrent = Affine(state, "recurrent_kernel", resetsAfter ? "bias" : null, firstBias: 3 * Units);
        double Gate(int gate, int unit) => Logistic(read[(gate * Units) + unit] + recurrent[(gate * Units) + unit]);
        var looked = resetsAfter
            ? Elementwise(Units, unit => Gate(1, unit) * recurrent[(2 * Units) + unit])
            : Affine(Elementwise(Units, unit => Gate(1, unit) * state[unit]), "recurrent_kernel", firstColumn: 2 * Units);
        return [Elementwise(Units, unit => (Gate(0, unit) * state[unit]) + ((1 - Gate(0, unit)) * Math.Tanh(read[(2 * Units) + unit] + looked[unit])))];
    }

    private static string[] Thirds(NodeScope nodes, string name, string value, int count) =>
        nodes.Outputs("Split", name, count, [("num_split", count)], nodes.Integer($"{name}/split_dim", -1), value);

    /// <summary>Columns of a matrix, from one to before another; 0 for the end.</summary>
    private static string Columns(NodeScope nodes, string name, string value, int first, int last) => nodes.Add(
        "StridedSlice", name, [("begin_mask", first == 0 ? 3 : 1), ("end_mask", last == 0 ? 3 : 1)], value, nodes.Integers($"{name}/stack", 0, first),
        nodes.Integers($"{name}/stack_1", 0, last), nodes.Integers($"{name}/stack_2", 1, 1));

    private static string Squeeze(NodeScope nodes, string name, string value) => nodes.Add("Squeeze", name, [("squeeze_dims", new[] { 0 })], value);
}
