namespace Octavo.EndToEnd;

/// <summary>Keras's SimpleRNNCell: h' = tanh(x W + b + h R), or with another activation.</summary>
internal sealed class KerasSimpleRnnWrittenCell : WrittenCell
{
    private readonly KerasCellOptions options;

    public KerasSimpleRnnWrittenCell(int depth, int units, KerasCellOptions? options = null)
        : base(depth, units)
    {
        this.options = options ?? KerasCellOptions.Default;
        AddWeight("kernel", depth, units);
        AddWeight("recurrent_kernel", units, units);
        if (this.options.UsesBias)
        {
            AddWeight("bias", units);
        }
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var read = nodes.Add("MatMul", "simple_rnn_cell/MatMul", input, weight("kernel"));
        var sum = options.UsesBias ? nodes.Add("AddV2", "simple_rnn_cell/Add", read, weight("bias")) : read;
        var recurrent = nodes.Add("MatMul", "simple_rnn_cell/MatMul_1", states[0], weight("recurrent_kernel"));
        return [options.Activation.Emit(nodes, "simple_rnn_cell/activation", nodes.Add("AddV2", "simple_rnn_cell/add", sum, recurrent))];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var (read, recurrent) = (Affine(input, "kernel", options.UsesBias ? "bias" : null), Affine(states[0], "recurrent_kernel"));
        return [Elementwise(Units, unit => options.Activation.Of(read[unit] + recurrent[unit]))];
    }
}
