namespace Octavo.EndToEnd;

/// <summary>Keras's SimpleRNNCell: h' = tanh(x W + b + h R).</summary>
internal sealed class KerasSimpleRnnWrittenCell : WrittenCell
{
    public KerasSimpleRnnWrittenCell(int depth, int units)
        : base(depth, units)
    {
        AddWeight("kernel", depth, units);
        AddWeight("recurrent_kernel", units, units);
        AddWeight("bias", units);
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var sum = nodes.Add("AddV2", "simple_rnn_cell/Add", nodes.Add("MatMul", "simple_rnn_cell/MatMul", input, weight("kernel")), weight("bias"));
        var recurrent = nodes.Add("MatMul", "simple_rnn_cell/MatMul_1", states[0], weight("recurrent_kernel"));
        return [nodes.Add("Tanh", "simple_rnn_cell/Tanh", nodes.Add("AddV2", "simple_rnn_cell/add", sum, recurrent))];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var (read, recurrent) = (Affine(input, "kernel", "bias"), Affine(states[0], "recurrent_kernel"));
        return [Elementwise(Units, unit => Math.Tanh(read[unit] + recurrent[unit]))];
    }
}
