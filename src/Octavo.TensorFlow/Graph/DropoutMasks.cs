using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Masks of dropout that keep everything, whatever the random numbers are: <c>floor(p + u)</c> with p = 1, and <c>u >= r</c> with r = 0,
/// where u is from [0, 1). They become constants, so that a graph whose probability is fed while it is trained can be converted.
/// </summary>
internal sealed class DropoutMasks
{
    private const int DeepestChain = 12;

    /// <summary>The largest random number, the float before 1 of those that the generators give.</summary>
    private const double LargestRandom = 1 - (1.0 / (1 << 23));

    private readonly Dictionary<string, TensorFlowNode> byName;
    private readonly GraphSource source;
    private readonly IReadOnlyDictionary<string, float> numbers;

    private DropoutMasks(IReadOnlyList<TensorFlowNode> nodes, GraphSource source, IReadOnlyDictionary<string, float> numbers)
    {
        byName = nodes.ToDictionary(node => node.Name, StringComparer.Ordinal);
        this.source = source;
        this.numbers = numbers;
    }

    /// <summary>The nodes with constants in the place of masks that keep everything.</summary>
    /// <param name="numbers">Placeholders that stand for numbers that are known.</param>
    public static IReadOnlyList<TensorFlowNode> Settle(
        IReadOnlyList<TensorFlowNode> nodes, GraphSource source, IReadOnlyDictionary<string, float> numbers)
    {
        if (!nodes.Any(node => node.Operation == "RandomUniform"))
        {
            return nodes;
        }

        var masks = new DropoutMasks(nodes, source, numbers);
        return [.. nodes.Select(masks.Settle)];
    }

    private TensorFlowNode Settle(TensorFlowNode node) => node.Operation switch
    {
        "Floor" when IsRandom(node.Inputs[0], DeepestChain) && Range(node.Inputs[0], DeepestChain) is { Low: 1, High: < 2 } =>
            ConstantLike(node, Tensor.Scalar(1f)),
        "GreaterEqual" when IsRandom(node.Inputs[0], DeepestChain) && Range(node.Inputs[0], DeepestChain) is { } random
            && Range(node.Inputs[1], DeepestChain) is { } limit && random.Low >= limit.High => ConstantLike(node, Tensor.Scalar(true)),
        _ => node,
    };

    private bool IsRandom(NodeOutput value, int depth) => depth != 0 && byName[value.Node] is var node && node.Operation switch
    {
        "RandomUniform" => node.Attributes.ElementType("dtype") == ElementType.Float32,
        "Add" or "AddV2" or "Mul" => node.Inputs.Any(input => IsRandom(input, depth - 1)),
        _ => false,
    };

    /// <summary>The least and the largest that a value can be; null where neither is known.</summary>
    private (double Low, double High)? Range(NodeOutput value, int depth)
    {
        var node = byName[value.Node];
        if (depth == 0)
        {
            return null;
        }

        switch (node.Operation)
        {
            case "RandomUniform":
                return (0, LargestRandom);
            case "Const":
                return node.Attributes.ElementType("dtype") == ElementType.Float32
                && node.Attributes.Tensor("value") is { ElementType: ElementType.Float32, ElementCount: 1 } tensor
                    ? (tensor.Values<float>()[0], tensor.Values<float>()[0])
                    : null;
            case "Placeholder":
                return numbers.TryGetValue(node.Name, out var number) ? (number, number) : null;
            case "Identity" or "Enter" or "PlaceholderWithDefault" or "StopGradient":
                return Range(node.Inputs[0], depth - 1);
        }

        if (node.Operation is not ("Add" or "AddV2" or "Sub" or "Mul") || Range(node.Inputs[0], depth - 1) is not { } left
            || Range(node.Inputs[1], depth - 1) is not { } right)
        {
            return null;
        }

        return node.Operation switch
        {
            "Sub" => (left.Low - right.High, left.High - right.Low),
            "Mul" => left.Low >= 0 && right.Low >= 0 ? (left.Low * right.Low, left.High * right.High) : null,
            _ => (left.Low + right.Low, left.High + right.High),
        };
    }

    private TensorFlowNode ConstantLike(TensorFlowNode node, Tensor scalar) =>
        source.Constant(node.Name, node.SourceName, scalar, node.ControlInputs);
}
