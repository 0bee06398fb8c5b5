using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Rows times weights, transposed: output[row, n] = activation(bias[n] + sum over k of input[row, k] x weights[n, k]). Inputs: input, any
/// rank, read as [rows, depth]; weights [outputs, depth]; optional bias [outputs]. Output [rows, outputs], or the input's shape with
/// outputs as the last size.
/// </summary>
/// <param name="KeepRank">Whether the output keeps the axes of the input but the last (TFLite's <c>keep_num_dims</c>).</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows of the input with a zero point.</param>
/// <param name="QuantizedBiasType">The bias's type where activations are 16-bit integers; Float32 where the file doesn't say.</param>
internal sealed partial record FullyConnected(
    FusedActivation Activation = FusedActivation.None,
    bool KeepRank = false,
    bool AsymmetricQuantizeInputs = false,
    FullyConnectedWeightsFormat WeightsFormat = FullyConnectedWeightsFormat.Default,
    ElementType QuantizedBiasType = ElementType.Float32) : Operator, IShapeInference, IWeighted, IMultiplyAdds, IAxisMap, IMovableAxes,
        IFusedActivation
{
    public override string Name => "FULLY_CONNECTED";

    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var (input, weights) = (node.Input(0).Shape, node.Input(1).Shape);
        return axis == node.Output.Shape.Rank - 1 ? weights.HasRank ? AxisSource.Size(1, 0) : AxisSource.None
            : KeepRank ? AxisSource.Size(0, axis)
            : !input.HasRank || input.Rank == 0 || !weights.HasRank || input[-1] != weights[1] ? AxisSource.None
            : input.Rank == 2 ? AxisSource.Size(0, 0)
            : AxisSource.Product(0, 0, input.Rank - 1);
    }

    /// <summary>Behind a new axis all rows are multiplied by one matrix.</summary>
    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        placement.IsBehindNewAxis && WeightsFormat == FullyConnectedWeightsFormat.Default && node.Inputs.Skip(1)
        .All(input => input is null || !moves(input))
        && (KeepRank || (node.Input(0).Shape.Rank == 2 && node.Input(0).Shape[-1] == node.Input(1).Shape[-1]))
            ? new MovedOperator(this with { KeepRank = true })
            : null;

    WeightLayout? IWeighted.Weights => WeightsFormat == FullyConnectedWeightsFormat.Default ? new(0, 1, 2, 0, 1) : null;

    public long? CountMultiplyAdds(Node node) =>
        MultiplyAdds.Sizes(node, 1) is [_, var depth] ? MultiplyAdds.PerOutput(node, depth) : null;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var weights = context.Input(1).Shape;
        WeightedResult.CheckRank(context, "weights", weights, 2);
        var (outputs, depth) = weights.HasRank ? (weights[0], weights[1]) : (Shape.UnknownSize, Shape.UnknownSize);
        WeightedResult.CheckBias(context, 2, outputs);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        return [new TypedShape(type,
            KeepRank ? KeepAxes(context, input.Shape, outputs, depth) : Rows(context, input.Shape, outputs, depth))];
    }

    private static Shape KeepAxes(ShapeContext context, Shape input, int outputs, int depth)
    {
        if (!input.HasRank)
        {
            return Shape.Unknown;
        }

        if (input.Rank == 0 || (input[-1] != depth && input[-1] != Shape.UnknownSize && depth != Shape.UnknownSize))
        {
            throw context.Mismatch($"weights have depth {depth}, input does not", $"an input whose last size is {depth}", $"{input}");
        }

        return input.With(-1, outputs);
    }

    private static Shape Rows(ShapeContext context, Shape input, int outputs, int depth)
    {
        if (!input.IsKnown || depth == Shape.UnknownSize)
        {
            return new Shape(Shape.UnknownSize, outputs);
        }

        var count = input.ElementCount;
        if (depth == 0 ? count != 0 : count % depth != 0)
        {
            throw context.Mismatch($"weights have depth {depth}, input has {count} elements", $"a multiple of {depth} elements",
                $"{input}");
        }

        return new Shape(depth == 0 ? 0 : checked((int)(count / depth)), outputs);
    }
}
