using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A long short-term memory over a sequence. Inputs: input [batch, steps, depth], or [steps, batch, depth]; weights, biases, states and layer
/// normalization as <see cref="LstmOperands"/> lists them; where steps are masked, the mask [batch, steps], or [steps, batch], boolean. Outputs: 0 the hidden state at every step, [batch, steps, outputs], or [steps, batch, outputs];
/// where the node gives them, 1 the hidden state after the last step, [batch, outputs], 2 the cell state, [batch, units].
/// </summary>
/// <param name="Activation">That of the cell gate and of the cell.</param>
/// <param name="CellClip">The cell stays in [-clip, clip]; 0 for no clip.</param>
/// <param name="ProjectionClip">Likewise for the projection.</param>
/// <param name="TimeMajor">Whether the first axis is time.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
/// <param name="DiagonalRecurrentWeights">Whether recurrent weights are diagonals [units].</param>
/// <param name="GivesLastStates">Whether there are further outputs; only at run time, the operator of .tflite files has one.</param>
/// <param name="Masked">What happens at masked steps.</param>
/// <param name="JoinedInputs">
/// Whether weights [units, depth + outputs] multiply input and hidden state side by side, which hybrid products quantize as one row; recurrent weights are
/// absent. Only at run time.
/// </param>
internal sealed partial record UnidirectionalSequenceLstm(
    FusedActivation Activation = FusedActivation.None,
    float CellClip = 0,
    float ProjectionClip = 0,
    bool TimeMajor = false,
    bool AsymmetricQuantizeInputs = false,
    bool DiagonalRecurrentWeights = false,
    bool GivesLastStates = false,
    MaskedSteps Masked = MaskedSteps.None,
    bool JoinedInputs = false) : Operator, IShapeInference, IStateShapes, IStatefulOperator
{
    /// <summary>The index of the mask among the inputs.</summary>
    public const int MaskInput = 24;

    public override string Name => "UNIDIRECTIONAL_SEQUENCE_LSTM";

    private LstmAttributes Attributes => new(Activation, CellClip, ProjectionClip, AsymmetricQuantizeInputs, DiagonalRecurrentWeights, JoinedInputs);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        var sizes = Sizes(context);
        var output = new TypedShape(type, input.Shape.HasRank ? input.Shape.With(-1, sizes.Outputs) : Shape.Unknown);
        var batch = RnnRules.Batch(input.Shape, TimeMajor);
        return GivesLastStates ? [output, new(input.ElementType, new Shape(batch, sizes.Outputs)), new(input.ElementType, new Shape(batch, sizes.Units))] : [output];
    }

    public Shape? StateShape(ShapeContext context, int input) => LstmStates.Shape(
        input, LstmOperands.Single, Sizes(context), RnnRules.Batch(context.Input(0).Shape, TimeMajor));

    private LstmSizes Sizes(ShapeContext context) => LstmSizes.Of(
        context, LstmOperands.Single, context.SizeOf(0, -1), Shape.UnknownSize, DiagonalRecurrentWeights, JoinedInputs);
}
