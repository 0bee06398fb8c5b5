using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A fully connected layer over time in low rank: each filter projects the input, remembers its last values and weighs them. Inputs: input
/// [batch, depth]; feature weights [filters, depth]; time weights [filters, memory]; optional bias [units]; the state, a variable [batch,
/// filters x memory]. Output [batch, units], where units = filters / rank.
/// </summary>
/// <param name="Rank">Filters that are summed to one unit.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows of the input with a zero point.</param>
internal sealed partial record Svdf(
    int Rank, FusedActivation Activation = FusedActivation.None, bool AsymmetricQuantizeInputs = false) : Operator, IShapeInference,
    IAxisMap, IMultiplyAdds, IStateShapes, IStatefulOperator
{
    public override string Name => "SVDF";

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var (features, times) = (context.Input(1).Shape, context.Input(2).Shape);
        WeightedResult.CheckRank(context, "input", input.Shape, 2);
        WeightedResult.CheckRank(context, "feature weights", features, 2);
        WeightedResult.CheckRank(context, "time weights", times, 2);
        if (input.Shape.HasRank && features.HasRank && input.Shape[1] != features[1] && input.Shape[1] != Shape.UnknownSize
            && features[1] != Shape.UnknownSize)
        {
            throw context.Mismatch($"feature weights have depth {features[1]}, input has {input.Shape[1]}", $"depth {features[1]}",
                $"{input.Shape}");
        }

        if (features.IsKnown && times.IsKnown && features[0] != times[0])
        {
            throw context.Mismatch($"feature weights have {features[0]} filters, time weights have {times[0]}", "equal numbers of filters",
                $"{features} and {times}");
        }

        var units = features.HasRank ? UnitsOf(context, features) : Shape.UnknownSize;
        WeightedResult.CheckBias(context, 3, units);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        return [new TypedShape(type, new Shape(input.Shape.HasRank ? input.Shape[0] : Shape.UnknownSize, units))];
    }

    public Shape? StateShape(ShapeContext context, int input) =>
        input == 4 && context.Input(0).Shape is { IsKnown: true, Rank: 2 } activations
        && context.Input(2).Shape is { IsKnown: true, Rank: 2 } times
            ? new Shape(activations[0], checked((int)times.ElementCount))
            : null;

    private int UnitsOf(ShapeContext context, Shape features)
    {
        if (Rank < 1 || (features[0] != Shape.UnknownSize && features[0] % Rank != 0))
        {
            throw context.Mismatch($"{features[0]} filters do not fall into ranks of {Rank}", "a multiple of the rank, which is at least 1",
                $"{features}");
        }

        return features[0] == Shape.UnknownSize ? Shape.UnknownSize : features[0] / Rank;
    }
}
