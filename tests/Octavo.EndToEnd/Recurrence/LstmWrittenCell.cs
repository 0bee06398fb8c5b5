using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's LSTMCell with peepholes, projection and both bounds: gates i, j, f, o of one product [x, h] W + b; c' = clip(logistic(f +
/// 1 + w_f c) c + logistic(i + w_i c) tanh(j)), h' = clip((logistic(o + w_o c') tanh(c')) P). States: h, of fewer elements than there are
/// units, and c.
/// </summary>
internal sealed class LstmWrittenCell : WrittenCell
{
    private const float ForgetBias = 1;

    private const float CellClip = 0.6f;

    private const float ProjectionClip = 0.4f;

    private readonly int cells;

    public LstmWrittenCell(int depth, int outputs, int cells)
        : base(depth, outputs)
    {
        this.cells = cells;
        AddWeight("kernel", depth + outputs, 4 * cells);
        AddWeight("bias", 4 * cells);
        AddWeight("w_f_diag", cells);
        AddWeight("w_i_diag", cells);
        AddWeight("w_o_diag", cells);
        AddWeight("projection", cells, outputs);
    }

    public override int StateCount => 2;

    public override int StateWidth(int state) => state == 0 ? Units : cells;

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        const string Name = "lstm_cell";
        var joined = nodes.Add("ConcatV2", $"{Name}/concat", [("N", 2)], input, states[0], nodes.Integer($"{Name}/concat/axis", 1));
        var sum = nodes.Add("BiasAdd", $"{Name}/BiasAdd", nodes.Add("MatMul", $"{Name}/MatMul", joined, weight("kernel")), weight("bias"));
        var gates = nodes.Outputs("Split", $"{Name}/split", 4, [("num_split", 4)], nodes.Integer($"{Name}/split/split_dim", 1), sum);
        string Gate(string name, string gate, string diagonal, string cell) => nodes.Add(
            "Sigmoid", $"{Name}/{name}",
            nodes.Add("AddV2", $"{Name}/{name}/add", gate, nodes.Add("Mul", $"{Name}/{name}/mul", weight(diagonal), cell)));

        var forgotten = nodes.Add("AddV2", $"{Name}/add", gates[2], nodes.Constant($"{Name}/add/y", Tensor.Scalar(ForgetBias)));
        var kept = nodes.Add("Mul", $"{Name}/mul_1", Gate("forget", forgotten, "w_f_diag", states[1]), states[1]);
        var added =
            nodes.Add("Mul", $"{Name}/mul_2", Gate("input", gates[0], "w_i_diag", states[1]), nodes.Add("Tanh", $"{Name}/Tanh", gates[1]));
        var next = Clip(nodes, $"{Name}/clip", nodes.Add("AddV2", $"{Name}/add_2", kept, added), CellClip);
        var output =
            nodes.Add("Mul", $"{Name}/mul_5", Gate("output", gates[3], "w_o_diag", next), nodes.Add("Tanh", $"{Name}/Tanh_1", next));
        return [Clip(nodes, $"{Name}/clip_1", nodes.Add("MatMul", $"{Name}/projection/MatMul", output, weight("projection")),
            ProjectionClip), next];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var gates = Affine([.. input, .. states[0]], "kernel", "bias");
        double Peephole(string name, int unit, double cell) => Weights[name].Values<float>()[unit] * cell;
        var next = Elementwise(cells, unit => Math.Clamp(
            (states[1][unit] * Logistic(gates[(2 * cells) + unit] + ForgetBias + Peephole("w_f_diag", unit, states[1][unit])))
                + (Logistic(gates[unit] + Peephole("w_i_diag", unit, states[1][unit])) * Math.Tanh(gates[cells + unit])), -CellClip,
                CellClip));
        var output = Elementwise(cells,
            unit => Logistic(gates[(3 * cells) + unit] + Peephole("w_o_diag", unit, next[unit])) * Math.Tanh(next[unit]));
        return [[.. Affine(output, "projection").Select(value => Math.Clamp(value, -ProjectionClip, ProjectionClip))], next];
    }

    private static string Clip(NodeScope nodes, string name, string value, float limit) => nodes.Add(
        "Maximum", $"{name}/Maximum", nodes.Add("Minimum", $"{name}/Minimum", value, nodes.Constant($"{name}/most", Tensor.Scalar(limit))),
        nodes.Constant($"{name}/least", Tensor.Scalar(-limit)));
}
