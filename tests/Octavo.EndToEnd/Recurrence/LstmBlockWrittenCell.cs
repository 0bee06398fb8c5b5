namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's LSTMBlockCell: gates i, c, f, o of one product [x, h] W + b; c' = clip(logistic(f + 1 + w_f c) c + logistic(i + w_i c)
/// tanh(c)), h' = logistic(o + w_o c') tanh(c'), in one operation. States: h, c.
/// </summary>
internal sealed class LstmBlockWrittenCell : WrittenCell
{
    public const float ForgetBias = 1;

    private readonly bool looks;
    private readonly float clip;

    /// <param name="looks">Whether there are peepholes.</param>
    /// <param name="clip">0 for none.</param>
    public LstmBlockWrittenCell(int depth, int units, bool looks, float clip)
        : base(depth, units)
    {
        (this.looks, this.clip) = (looks, clip);
        AddWeight("kernel", depth + units, 4 * units);
        AddWeight("bias", 4 * units);
        AddWeight("w_i_diag", units);
        AddWeight("w_f_diag", units);
        AddWeight("w_o_diag", units);
    }

    public override int StateCount => 2;

    /// <summary>The attributes of the operation, but for the forget bias.</summary>
    public (string, object)[] Attributes => [("use_peephole", looks), ("cell_clip", clip)];

    /// <summary>Weights, peepholes and bias, as the operation wants them.</summary>
    public static string[] Operands(Func<string, string> weight) =>
        [weight("kernel"), weight("w_i_diag"), weight("w_f_diag"), weight("w_o_diag"), weight("bias")];

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var outputs = nodes.Outputs("LSTMBlockCell", "LSTMBlockCell", 7, [("forget_bias", ForgetBias), .. Attributes],
            [input, states[1], states[0], .. Operands(weight)]);
        return [outputs[6], outputs[1]];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var gates = Affine([.. input, .. states[0]], "kernel", "bias");
        double Peephole(string name, int unit, double cell) => looks ? Weights[name].Values<float>()[unit] * cell : 0;
        double Gate(int gate, int unit, string diagonal, double cell, double bias = 0) =>
            Logistic(gates[(gate * Units) + unit] + bias + Peephole(diagonal, unit, cell));
        var next = Elementwise(Units, unit => (Gate(2, unit, "w_f_diag", states[1][unit], ForgetBias) * states[1][unit])
            + (Gate(0, unit, "w_i_diag", states[1][unit]) * Math.Tanh(gates[Units + unit])));
        next = clip > 0 ? [.. next.Select(value => Math.Clamp(value, -clip, clip))] : next;
        return [Elementwise(Units, unit => Gate(3, unit, "w_o_diag", next[unit]) * Math.Tanh(next[unit])), next];
    }
}
