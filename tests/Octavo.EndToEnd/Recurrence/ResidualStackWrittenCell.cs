namespace Octavo.EndToEnd;

/// <summary>
/// TensorFlow 1's MultiRNNCell of two cells in ResidualWrappers but for the last sum: the upper cell reads the lower one's output plus its
/// input. States: those of the upper cell, those of the lower.
/// </summary>
internal sealed class ResidualStackWrittenCell : WrittenCell
{
    private readonly WrittenCell lower;
    private readonly WrittenCell upper;

    public ResidualStackWrittenCell(WrittenCell lower, WrittenCell upper)
        : base(lower.Depth, upper.Units)
    {
        this.lower = lower;
        this.upper = upper;
        Include("cell_0/", lower);
        Include("cell_1/", upper);
    }

    public override int StateCount => upper.StateCount + lower.StateCount;

    public override double LargestSum => Math.Max(lower.LargestSum, upper.LargestSum);

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var first = lower.Emit(nodes.Inside("cell_0/"), name => weight($"cell_0/{name}"), input, states[upper.StateCount..]);
        var sum = nodes.Add("AddV2", "cell_0/add_residual", first[0], input);
        return [.. upper.Emit(nodes.Inside("cell_1/"), name => weight($"cell_1/{name}"), sum, states[..upper.StateCount]), .. first];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var first = lower.Step(input, states[upper.StateCount..]);
        return [.. upper.Step([.. first[0].Zip(input, (value, residual) => value + residual)], states[..upper.StateCount]), .. first];
    }
}
