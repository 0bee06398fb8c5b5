namespace Octavo.EndToEnd;

/// <summary>TensorFlow 1's BasicRNNCell: h' = tanh([x, h] W + b).</summary>
internal sealed class BasicRnnWrittenCell : WrittenCell
{
    public BasicRnnWrittenCell(int depth, int units)
        : base(depth, units)
    {
        AddWeight("kernel", depth + units, units);
        AddWeight("bias", units);
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var joined =
            nodes.Add("ConcatV2", "basic_rnn_cell/concat", [("N", 2)], input, states[0], nodes.Integer("basic_rnn_cell/concat/axis", 1));
        var product = nodes.Add("MatMul", "basic_rnn_cell/MatMul", joined, weight("kernel"));
        return [nodes.Add("Tanh", "basic_rnn_cell/Tanh", nodes.Add("BiasAdd", "basic_rnn_cell/BiasAdd", product, weight("bias")))];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var sums = Affine([.. input, .. states[0]], "kernel", "bias");
        return [Elementwise(Units, unit => Math.Tanh(sums[unit]))];
    }
}
