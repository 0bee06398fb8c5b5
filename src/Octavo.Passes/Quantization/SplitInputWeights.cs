using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>
/// Prepares operators for weights of 8 bits with one scale each, where a few large weights would cost the others their precision. The
/// input's columns are scaled by powers of two, so that all columns of the weights are about equally large, and read twice: the weights
/// become what one scale of 127 steps can say, and beside it what that leaves out, made larger by <see cref="Magnification"/> and read with
/// an input that is smaller by as much. What the graph computes stays the same. Source: equalization, Nagel et al.,
/// "Data-Free Quantization Through Weight Equalization and Bias Correction" (2019), equation 8, here against the input; docs/numerics.md.
/// </summary>
/// <param name="nodes">The nodes to prepare, whose weights will be quantized.</param>
internal sealed class SplitInputWeights(IReadOnlySet<Node> nodes) : IPass
{
    /// <summary>
    /// How much smaller the second reading of the input is: the remainder gains as many steps, and loses as many of the input's.
    /// </summary>
    public const int Magnification = 16;

    private const int Steps = 127;

    public void Apply(GraphEdit edit)
    {
        foreach (var node in edit.Graph.Nodes.Where(nodes.Contains).ToArray())
        {
            if (IsPossible(node))
            {
                Split(edit, node, Weights(node), node.Input(0).Shape[-1]);
            }
        }
    }

    /// <summary>Whether a node has input weights that can be split and are not yet.</summary>
    public static bool IsPossible(Node node) =>
        node.OptionalInput(0) is { Shape: { HasRank: true, Rank: > 0 } shape } input && shape[-1] > 0 && !IsSplit(input)
        && Weights(node) is { Length: > 0 } weights && weights.All(weight => IsWeight(node.Input(weight), shape[-1]));

    private static ImmutableArray<int> Weights(Node node) =>
        node.Operator is IInputWeights { InputWeights: var inputs } ? [.. inputs.Where(input => node.OptionalInput(input) is not null)]
        : [];

    private static bool IsSplit(Value input) =>
        input.Producer is { Operator: Mul } scaled && scaled.Input(0).Producer is { Operator: Concatenation, Inputs: [{ } one, { } other] }
        && ReferenceEquals(one, other);

    private static bool IsWeight(Value value, int depth) =>
        value is { Constant: { ElementType: ElementType.Float32, Shape: { Rank: 2 } shape }, Sparsity: null, Quantization: null }
        && shape[1] == depth;

    private static void Split(GraphEdit edit, Node node, ImmutableArray<int> weights, int depth)
    {
        var factors = Factors(weights.Select(input => node.Input(input).Constant!), depth);
        var input = node.Input(0);
        var twice = edit.Emit(node, $"{node.Name}/input_twice", new Concatenation(input.Shape.Rank - 1), input, input);
        var scales = Tensor.From(new Shape(2 * depth), [.. factors, .. factors.Select(factor => factor / Magnification)]);
        edit.SetInput(node, 0,
            edit.Emit(node, $"{node.Name}/input_scaled", new Mul(), twice, edit.AddConstant($"{node.Name}/input_scales", scales)));
        foreach (var index in weights)
        {
            var value = node.Input(index);
            var split = value.Constant!.Derive(
                ElementType.Float32, new Shape(value.Shape[0], 2 * depth), "split in two", tensor => SplitRows(tensor, factors));
            edit.SetInput(node, index, edit.AddConstant(value.Name, split));
        }
    }

    /// <summary>For each column the power of two nearest to its largest weight.</summary>
    private static float[] Factors(IEnumerable<Constant> weights, int depth)
    {
        var largest = new float[depth];
        foreach (var constant in weights)
        {
            var values = constant.Evaluate().Values<float>();
            for (var index = 0; index < values.Length; index++)
            {
                largest[index % depth] = Math.Max(largest[index % depth], Math.Abs(values[index]));
            }
        }

        return [.. largest.Select(weight =>
            weight > 0 && float.IsFinite(weight) ? MathF.ScaleB(1, (int)MathF.Round(MathF.Log2(weight))) : 1)];
    }

    /// <summary>[units, depth] as [units, depth of codes, depth of remainders].</summary>
    private static Tensor SplitRows(Tensor weights, float[] factors)
    {
        var values = weights.Values<float>();
        var (units, depth) = (weights.Shape[0], factors.Length);
        var scaled = new float[values.Length];
        var largest = 0f;
        for (var index = 0; index < values.Length; index++)
        {
            scaled[index] = values[index] / factors[index % depth];
            largest = Math.Max(largest, Math.Abs(scaled[index]));
        }

        var step = largest > 0 ? largest / (double)Steps : 1;
        var split = new float[2 * values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var (unit, column) = Math.DivRem(index, depth);
            var coarse = (float)(Math.Round(scaled[index] / step, MidpointRounding.AwayFromZero) * step);
            split[(2 * depth * unit) + column] = coarse;
            split[(2 * depth * unit) + depth + column] = (scaled[index] - coarse) * Magnification;
        }

        return Tensor.From(new Shape(units, 2 * depth), split);
    }
}
