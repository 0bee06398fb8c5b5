using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A long short-term memory over a sequence. Inputs: input [batch, steps, depth], or [steps, batch, depth]; weights, biases, states and
/// layer normalization as <see cref="LstmOperands"/> lists them. Output: the hidden state at every step, [batch, steps, outputs], or
/// [steps, batch, outputs].
/// </summary>
/// <param name="Activation">That of the cell gate and of the cell.</param>
/// <param name="CellClip">The cell stays in [-clip, clip]; 0 for no clip.</param>
/// <param name="ProjectionClip">Likewise for the projection.</param>
/// <param name="TimeMajor">Whether the first axis is time.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
/// <param name="DiagonalRecurrentWeights">Whether recurrent weights are diagonals [units].</param>
internal sealed partial record UnidirectionalSequenceLstm(
    FusedActivation Activation = FusedActivation.None,
    float CellClip = 0,
    float ProjectionClip = 0,
    bool TimeMajor = false,
    bool AsymmetricQuantizeInputs = false,
    bool DiagonalRecurrentWeights = false) : Operator, IShapeInference, ISequenceOperator, IAxisMap, IMultiplyAdds, IStateShapes,
        IStatefulOperator
{
    public override string Name => "UNIDIRECTIONAL_SEQUENCE_LSTM";

    internal LstmAttributes Attributes => new(Activation, CellClip, ProjectionClip, AsymmetricQuantizeInputs, DiagonalRecurrentWeights);

    public Operator BatchMajor() => this with { TimeMajor = false };

    public AxisSource SourceOf(Node node, int output, int axis) =>
        axis < node.Outputs[output].Shape.Rank - 1 ? AxisSource.Size(0, axis) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        WeightedResult.CheckRank(context, "input", context.Input(0).Shape, 3);
        return [Output(context, Sizes(context, joinedInputs: false))];
    }

    public Shape? StateShape(ShapeContext context, int input) => LstmStates.Shape(
        input, LstmOperands.Single, Sizes(context, joinedInputs: false), RnnRules.Batch(context.Input(0).Shape, TimeMajor));

    internal static TypedShape Output(ShapeContext context, LstmSizes sizes)
    {
        var input = context.Input(0);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        return new TypedShape(type, input.Shape.HasRank ? input.Shape.With(-1, sizes.Outputs) : Shape.Unknown);
    }

    internal LstmSizes Sizes(ShapeContext context, bool joinedInputs) => LstmSizes.Of(
        context, LstmOperands.Single, context.SizeOf(0, -1), Shape.UnknownSize, DiagonalRecurrentWeights, joinedInputs);
}
