using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Two long short-term memories over a sequence, one from its beginning and one from its end. Inputs: input [batch, steps, depth], or
/// [steps, batch, depth]; weights, biases and states as <see cref="LstmOperands"/> lists them for each direction; optional auxiliary input
/// (39), which both read through auxiliary weights, or, where there are none, the backward one reads instead of the input. Outputs: one for
/// each direction, or both side by side in one [.., forward outputs + backward outputs].
/// </summary>
/// <param name="Activation">That of the cell gates and of the cells.</param>
/// <param name="CellClip">The cells stay in [-clip, clip]; 0 for no clip.</param>
/// <param name="ProjectionClip">Likewise for the projections.</param>
/// <param name="MergeOutputs">Whether there is one output.</param>
/// <param name="TimeMajor">Whether the first axis is time.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
internal sealed partial record BidirectionalSequenceLstm(
    FusedActivation Activation = FusedActivation.None,
    float CellClip = 0,
    float ProjectionClip = 0,
    bool MergeOutputs = false,
    bool TimeMajor = true,
    bool AsymmetricQuantizeInputs = false) : Operator, IShapeInference, ISequenceOperator, IAxisMap, IMultiplyAdds, IStateShapes,
        IStatefulOperator
{
    private const int AuxiliaryInput = 39;

    public override string Name => "BIDIRECTIONAL_SEQUENCE_LSTM";

    private LstmAttributes Attributes => new(Activation, CellClip, ProjectionClip, AsymmetricQuantizeInputs);

    public Operator BatchMajor() => this with { TimeMajor = false };

    public AxisSource SourceOf(Node node, int output, int axis) =>
        axis < node.Outputs[output].Shape.Rank - 1 ? AxisSource.Size(0, axis) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        CheckAuxiliary(context, input.Shape);
        var (forward, backward) = Sizes(context);
        if (!input.Shape.HasRank)
        {
            return MergeOutputs ? [new TypedShape(type, Shape.Unknown)]
                : [new TypedShape(type, Shape.Unknown), new TypedShape(type, Shape.Unknown)];
        }

        if (MergeOutputs)
        {
            var isKnown = forward.Outputs != Shape.UnknownSize && backward.Outputs != Shape.UnknownSize;
            return [new TypedShape(type, input.Shape.With(-1, isKnown ? checked(forward.Outputs + backward.Outputs) : Shape.UnknownSize))];
        }

        return [new TypedShape(type, input.Shape.With(-1, forward.Outputs)), new TypedShape(type, input.Shape.With(-1, backward.Outputs))];
    }

    public Shape? StateShape(ShapeContext context, int input)
    {
        var batch = context.SizeOf(0, TimeMajor ? 1 : 0);
        var (forward, backward) = Sizes(context);
        return LstmStates.Shape(input, LstmOperands.Forward, forward, batch)
            ?? LstmStates.Shape(input, LstmOperands.Backward, backward, batch);
    }

    private static bool HasAuxiliaryWeights(ShapeContext context) =>
        context.OptionalInput(LstmOperands.Forward.AuxiliaryWeights + LstmOperands.ForgetGate) is not null;

    private static void CheckAuxiliary(ShapeContext context, Shape input)
    {
        if (context.OptionalInput(AuxiliaryInput)?.Shape is { IsKnown: true } auxiliary && input.IsKnown
            && auxiliary.With(-1, 1) != input.With(-1, 1))
        {
            throw context.Mismatch("the auxiliary input has other steps or another batch", $"{input} but for the last size",
                $"{auxiliary}");
        }

        if (HasAuxiliaryWeights(context))
        {
            _ = context.Input(AuxiliaryInput);
        }
    }

    private static (LstmSizes Forward, LstmSizes Backward) Sizes(ShapeContext context)
    {
        var depth = context.SizeOf(0, -1);
        var auxiliaryDepth = context.OptionalInput(AuxiliaryInput) is null ? Shape.UnknownSize : context.SizeOf(AuxiliaryInput, -1);
        var isCross = context.OptionalInput(AuxiliaryInput) is not null && !HasAuxiliaryWeights(context);
        return (
            LstmSizes.Of(context, LstmOperands.Forward, depth, auxiliaryDepth, diagonal: false),
            LstmSizes.Of(context, LstmOperands.Backward, isCross ? auxiliaryDepth : depth, auxiliaryDepth, diagonal: false));
    }
}
