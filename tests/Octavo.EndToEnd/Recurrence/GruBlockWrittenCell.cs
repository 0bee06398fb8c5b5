namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's GRUBlockCell: r and u = logistic([x, h] W + b), h' = u h + (1 - u) tanh([x, r h] V + d), in one operation.
/// </summary>
internal sealed class GruBlockWrittenCell : WrittenCell
{
    public GruBlockWrittenCell(int depth, int units)
        : base(depth, units)
    {
        AddWeight("gates/kernel", depth + units, 2 * units);
        AddWeight("gates/bias", 2 * units);
        AddWeight("candidate/kernel", depth + units, units);
        AddWeight("candidate/bias", units);
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states) => [nodes.Outputs(
        "GRUBlockCell", "GRUBlockCell", 4, [], input, states[0], weight("gates/kernel"), weight("candidate/kernel"), weight("gates/bias"),
        weight("candidate/bias"))[3]];

    public override double[][] Step(double[] input, double[][] states)
    {
        var state = states[0];
        var gates = Affine([.. input, .. state], "gates/kernel", "gates/bias");
        var looked = Elementwise(Units, unit => Logistic(gates[unit]) * state[unit]);
        var candidate = Affine([.. input, .. looked], "candidate/kernel", "candidate/bias");
        return [Elementwise(Units,
            unit => (Logistic(gates[Units + unit]) * state[unit]) + ((1 - Logistic(gates[Units + unit])) * Math.Tanh(candidate[unit])))];
    }
}
