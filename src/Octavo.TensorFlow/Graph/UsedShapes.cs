using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Tells the shape of a tensor whose rank nothing declares by what reads it: a matrix product reads rows of the depth of its weights, a
/// convolution images with its channels, and what only moves axes or computes element by element has the shape that its own readers ask
/// for.
/// </summary>
internal sealed class UsedShapes
{
    private const int DeepestUse = 48;

    private readonly TensorFlowGraph graph;
    private readonly ILookup<NodeOutput, (TensorFlowNode Node, int Input)> uses;
    private readonly Dictionary<NodeOutput, Shape> known = [];

    public UsedShapes(TensorFlowGraph graph)
    {
        this.graph = graph;
        uses = graph.Nodes.SelectMany(node => node.Inputs.Select((value, input) => (value, use: (node, input))))
            .ToLookup(pair => pair.value, pair => pair.use);
    }

    /// <summary>What all that reads a tensor agrees on; unknown where nothing says anything, or where two differ.</summary>
    public Shape Of(NodeOutput value) => Of(value, 0);

    private Shape Of(NodeOutput value, int depth)
    {
        if (known.TryGetValue(value, out var found) || depth > DeepestUse)
        {
            return found;
        }

        known[value] = Shape.Unknown;
        var common = Shape.Unknown;
        foreach (var (node, input) in uses[value])
        {
            var asked = Asked(node, input, depth);
            if (asked.HasRank && common.HasRank && (asked.Rank != common.Rank || !common.Admits(asked) && !asked.Admits(common)))
            {
                return Shape.Unknown;
            }

            common = !asked.HasRank ? common : !common.HasRank ? asked : Merge(common, asked);
        }

        return known[value] = common;
    }

    private static Shape Merge(Shape one, Shape other) =>
        new([.. one.ToArray().Zip(other.ToArray(), (size, its) => size == Shape.UnknownSize ? its : size)]);

    private Shape Asked(TensorFlowNode node, int input, int depth) => (node.Operation, input) switch
    {
        ("MatMul", 0) => Matrix(Weights(node, 1), Flag(node, "transpose_b") ? 1 : 0, Flag(node, "transpose_a")),
        ("MatMul", 1) => Matrix(Weights(node, 0), Flag(node, "transpose_a") ? 0 : 1, !Flag(node, "transpose_b")),
        ("Conv2D" or "DepthwiseConv2dNative", 0) => Image(node, Weights(node, 1), 2),
        ("Conv2DBackpropInput", 2) => Image(node, Weights(node, 1), 3),
        ("FusedBatchNorm" or "FusedBatchNormV2" or "FusedBatchNormV3", 0) => Image(node, Weights(node, 1), 0),
        ("MaxPool" or "AvgPool" or "LRN" or "ResizeBilinear" or "ResizeNearestNeighbor" or "DepthToSpace" or "SpaceToDepth", 0) =>
            Image(node, Shape.Unknown, 0),
        ("Conv3D" or "MaxPool3D" or "AvgPool3D", 0) => new Shape(-1, -1, -1, -1, -1),
        ("BiasAdd", 0) => WithChannels(node, Of(new NodeOutput(node.Name, 0), depth + 1), Weights(node, 1)),
        ("ExpandDims", 0) => Without(Of(new NodeOutput(node.Name, 0), depth + 1), Integers(node, 1)),
        ("Squeeze", 0) => With(Of(new NodeOutput(node.Name, 0), depth + 1), node),
        ("Transpose", 0) => Unmoved(Of(new NodeOutput(node.Name, 0), depth + 1), Integers(node, 1)),
        ("Pad" or "PadV2" or "MirrorPad", 0) => OfRank(Weights(node, 1)),
        ("Add" or "AddV2" or "Sub" or "Mul" or "RealDiv" or "Div" or "Maximum" or "Minimum" or "SquaredDifference", _) =>
            Beside(Of(new NodeOutput(node.Name, 0), depth + 1), Weights(node, 1 - input)),
        _ => IsElementwise(node) && input == 0 ? Of(new NodeOutput(node.Name, 0), depth + 1) : Shape.Unknown,
    };

    private static bool IsElementwise(TensorFlowNode node) => node.Operation is
        "Identity" or "Cast" or "Relu" or "Relu6" or "LeakyRelu" or "Elu" or "Selu" or "Tanh" or "Sigmoid" or "Softplus" or "Neg" or "Abs"
        or "Exp" or "Log" or "Sqrt" or "Rsqrt"
        or "Square" or "StopGradient" or "PlaceholderWithDefault" or "CheckNumerics" or "FakeQuantWithMinMaxVars"
            or "FakeQuantWithMinMaxArgs" or "Snapshot";

    private static Shape Matrix(Shape weights, int depthAxis, bool isTransposed)
    {
        var depth = weights is { HasRank: true, Rank: 2 } ? weights[depthAxis] : Shape.UnknownSize;
        return isTransposed ? new Shape(depth, Shape.UnknownSize) : new Shape(Shape.UnknownSize, depth);
    }

    private static Shape Image(TensorFlowNode node, Shape weights, int channelAxis)
    {
        var channels = weights.HasRank && channelAxis < weights.Rank ? weights[channelAxis] : Shape.UnknownSize;
        return node.Attributes.TryText("data_format", out var format) && format == "NCHW" ? new Shape(-1, channels, -1, -1)
            : new Shape(-1, -1, -1, channels);
    }

    private static Shape WithChannels(TensorFlowNode node, Shape shape, Shape bias) =>
        shape.HasRank && shape.Rank > 1 && bias is { HasRank: true, Rank: 1 }
        && !(node.Attributes.TryText("data_format", out var format) && format == "NCHW")
            ? shape.With(shape.Rank - 1, bias[0])
            : shape;

    /// <summary>The shape in front of a node that adds an axis.</summary>
    private static Shape Without(Shape shape, int[]? axes)
    {
        if (!shape.HasRank || shape.Rank == 0 || axes is not [var axis] || axis < -shape.Rank || axis >= shape.Rank)
        {
            return Shape.Unknown;
        }

        var sizes = shape.ToArray().ToList();
        sizes.RemoveAt(axis < 0 ? axis + shape.Rank : axis);
        return new Shape([.. sizes]);
    }

    /// <summary>The shape in front of a node that takes axes of one element away.</summary>
    private static Shape With(Shape shape, TensorFlowNode node)
    {
        if (!shape.HasRank || !node.Attributes.Contains("squeeze_dims")
            || node.Attributes.Integers("squeeze_dims") is not { Length: > 0 and < 8 } axes)
        {
            return Shape.Unknown;
        }

        var rank = shape.Rank + axes.Length;
        var sizes = shape.ToArray().ToList();
        foreach (var axis in axes.Select(axis => axis < 0 ? axis + rank : axis).Order())
        {
            if (axis < 0 || axis > sizes.Count)
            {
                return Shape.Unknown;
            }

            sizes.Insert((int)axis, 1);
        }

        return new Shape([.. sizes]);
    }

    private static Shape Unmoved(Shape shape, int[]? permutation)
    {
        if (permutation is null || permutation.Order().Where((axis, index) => axis != index).Any())
        {
            return Shape.Unknown;
        }

        var sizes = Enumerable.Repeat(Shape.UnknownSize, permutation.Length).ToArray();
        for (var axis = 0; axis < permutation.Length && shape.HasRank && shape.Rank == permutation.Length; axis++)
        {
            sizes[permutation[axis]] = shape[axis];
        }

        return new Shape(sizes);
    }

    private static Shape OfRank(Shape paddings) =>
        paddings is { IsKnown: true, Rank: 2 } && paddings[0] is > 0 and < 16
        ? new Shape([.. Enumerable.Repeat(Shape.UnknownSize, paddings[0])]) : Shape.Unknown;

    /// <summary>
    /// What an operand has where the other one is a constant that adds no axis; along axes that the constant has more of, either may be
    /// what is repeated.
    /// </summary>
    private static Shape Beside(Shape result, Shape other)
    {
        if (!result.HasRank || !other.IsKnown || other.Rank > result.Rank)
        {
            return Shape.Unknown;
        }

        var sizes = result.ToArray();
        for (var axis = 1; axis <= other.Rank; axis++)
        {
            sizes[^axis] = other[-axis] == 1 ? sizes[^axis] : Shape.UnknownSize;
        }

        return new Shape(sizes);
    }

    private static bool Flag(TensorFlowNode node, string attribute) =>
        node.Attributes.Contains(attribute) && node.Attributes.Boolean(attribute);

    /// <summary>The shape of an input that is a constant or a variable; unknown for others.</summary>
    private Shape Weights(TensorFlowNode node, int input)
    {
        if (input >= node.Inputs.Length)
        {
            return Shape.Unknown;
        }

        var value = node.Inputs[input];
        for (var steps = 0; steps < DeepestUse
            && graph.Find(value.Node) is { Inputs.Length: > 0, Operation: "Identity" or "ReadVariableOp" or "Enter" } before; steps++)
        {
            value = before.Inputs[0];
        }

        return graph.Find(value.Node) is not { } source ? Shape.Unknown
            : source.Operation == "Const" ? !source.Attributes.Contains("value") ? Shape.Unknown : source.Attributes.Tensor("value").Shape
            : graph.VariableOf(value)?.Shape ?? Shape.Unknown;
    }

    private int[]? Integers(TensorFlowNode node, int input) =>
        input < node.Inputs.Length && graph.Find(node.Inputs[input].Node) is { Operation: "Const" } constant
        && constant.Attributes.Contains("value")
            && constant.Attributes.Tensor("value") is { ElementType: ElementType.Int32 or ElementType.Int64, ElementCount: < 64 } tensor
            ? tensor.ElementType == ElementType.Int32 ? tensor.Values<int>().ToArray()
                : [.. tensor.Values<long>().ToArray().Select(number => (int)Math.Clamp(number, int.MinValue, int.MaxValue))]
            : null;
}
