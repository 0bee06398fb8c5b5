namespace Octavo.EndToEnd;

/// <summary>A cell that reads relu(x W + b), as TensorFlow 1's InputProjectionWrapper lets it.</summary>
internal sealed class ProjectedWrittenCell : WrittenCell
{
    private readonly WrittenCell cell;

    public ProjectedWrittenCell(int depth, WrittenCell cell)
        : base(depth, cell.Units)
    {
        this.cell = cell;
        AddWeight("input_projection/kernel", depth, cell.Depth);
        AddWeight("input_projection/bias", cell.Depth);
        Include("", cell);
    }

    public override int StateCount => cell.StateCount;

    public override double LargestSum => Math.Max(base.LargestSum, cell.LargestSum);

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var product = nodes.Add("MatMul", "input_projection/MatMul", input, weight("input_projection/kernel"));
        var projected = nodes.Add("Relu", "input_projection/Relu",
            nodes.Add("BiasAdd", "input_projection/BiasAdd", product, weight("input_projection/bias")));
        return cell.Emit(nodes, weight, projected, states);
    }

    public override double[][] Step(double[] input, double[][] states) =>
        cell.Step([.. Affine(input, "input_projection/kernel", "input_projection/bias").Select(value => Math.Max(value, 0))], states);
}
