using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>The values that filters remember, weighed and summed over time.</summary>
/// <param name="Value">The node's output that holds the sums.</param>
/// <param name="TimeWeights">Float32 [filters, moments].</param>
/// <param name="Bias">[filters], which the same node adds; null for zeros.</param>
/// <param name="Activation">That of the same node.</param>
internal sealed record FilterSum(Value Value, FilterAxes Axes, Constant TimeWeights, Constant? Bias, FusedActivation Activation)
{
    /// <summary>What reads a window; null where that is anything but a weighed sum over all of its moments.</summary>
    public static FilterSum? Of(GraphEdit edit, FilterWindow window)
    {
        Node[] readers = [.. window.Value.Uses.Select(use => use.Node).Where(node => !window.IsMemory(node)).Distinct()];
        if (readers is not [var reader] || window.Value.IsReturned)
        {
            return null;
        }

        var axes = window.Axes;
        var value = window.Value;
        while (axes.Behind(reader) is { } moved && edit.OnlyReader(reader.Output) is { } next)
        {
            (axes, value, reader) = (moved, reader.Output, next);
        }

        return reader.Operator switch
        {
            Mul { Activation: FusedActivation.None } => Weighed(edit, reader, value, axes),
            BatchMatMul product => Product(reader, product, value, axes),
            DepthwiseConv2D convolution => Convolution(reader, convolution, value, axes),
            _ => null,
        };
    }

    private static FilterSum? Weighed(GraphEdit edit, Node node, Value value, FilterAxes axes)
    {
        var weights = ReferenceEquals(node.Input(0), value) ? node.Input(1) : node.Input(0);
        return weights.FloatConstant() is { } constant && node.Output.Shape == axes.Shape && axes.Along(constant) is { } times
            && edit.OnlyReader(node.Output) is { } sum && axes.Behind(sum, FilterAxis.Time) is { } summed
            ? new FilterSum(sum.Output, summed, times, null, FusedActivation.None)
            : null;
    }

    /// <summary>[..., rows, moments] times [..., moments, 1].</summary>
    private static FilterSum? Product(Node node, BatchMatMul @operator, Value value, FilterAxes axes)
    {
        if (!ReferenceEquals(node.Input(0), value) || node.Input(1).FloatConstant() is not { } constant || constant.Shape.Rank < 2)
        {
            return null;
        }

        var left = @operator.TransposeLeft ? axes.WithLastSwapped() : axes;
        var right = constant.Shape.ToArray();
        var (columns, depth) = @operator.TransposeRight ? (right[^2], right[^1]) : (right[^1], right[^2]);
        return left.Axes[^1] == FilterAxis.Time && columns == 1
            && left.Along(constant.Under(new Shape([.. right[..^2], 1, depth]))) is { } times
            && node.Output.Shape == left.Shape.With(-1, 1)
            ? new FilterSum(node.Output, new FilterAxes(node.Output.Shape, [.. left.Axes[..^1], FilterAxis.None]), times, null,
                FusedActivation.None)
            : null;
    }

    /// <summary>A window of the filter over all moments, so that it has one place to stand.</summary>
    private static FilterSum? Convolution(Node node, DepthwiseConv2D @operator, Value value, FilterAxes axes)
    {
        var bias = node.OptionalInput(2).FloatConstant();
        return ReferenceEquals(node.Input(0), value) && @operator is { Padding: Padding.Valid, DilationHeight: 1, DilationWidth: 1 }
            && axes.Axes is [_, _, _, FilterAxis.Filter]
            && node.Input(1).FloatConstant() is { } constant && constant.Shape == axes.Shape.With(0, 1) && axes.Along(constant) is { } times
            && (bias is not null || node.OptionalInput(2) is null)
            ? new FilterSum(
                node.Output, FilterAxes.Of(node.Output.Shape, index => index == 0 ? FilterAxis.Batch : FilterAxis.Filter), times,
                ConstantRows.AreEqual(bias, null) ? null : bias, @operator.Activation)
            : null;
    }
}
