using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A long short-term memory over a sequence in forms that no file has. Inputs: those of <see cref="UnidirectionalSequenceLstm"/>, then,
/// where steps are masked, the mask [batch, steps], or [steps, batch], boolean. Outputs: 0 as there; where the node gives them, 1 the
/// hidden state after the last step [batch, outputs], 2 the cell state [batch, units].
/// </summary>
/// <param name="GivesLastStates">Whether there are further outputs.</param>
/// <param name="Masked">What happens at masked steps.</param>
/// <param name="JoinedInputs">
/// Whether weights [units, depth + outputs] multiply input and hidden state side by side, which hybrid products quantize as one row;
/// recurrent weights are absent.
/// </param>
internal sealed record RunTimeSequenceLstm(
    UnidirectionalSequenceLstm Layer, bool GivesLastStates = false, MaskedSteps Masked = MaskedSteps.None, bool JoinedInputs = false)
    : Operator, IShapeInference, IMultiplyAdds, IStateShapes, IStatefulOperator, IFloatKernel, IHybridKernel
{
    /// <summary>The index of the mask among the inputs.</summary>
    public const int MaskInput = 24;

    public override string Name => Layer.Name;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        var sizes = Layer.Sizes(context, JoinedInputs);
        var output = UnidirectionalSequenceLstm.Output(context, sizes);
        var batch = RnnRules.Batch(input.Shape, Layer.TimeMajor);
        return GivesLastStates
            ? [output, new(input.ElementType, new Shape(batch, sizes.Outputs)), new(input.ElementType, new Shape(batch, sizes.Units))]
            : [output];
    }

    public Shape? StateShape(ShapeContext context, int input) => LstmStates.Shape(
        input, LstmOperands.Single, Layer.Sizes(context, JoinedInputs), RnnRules.Batch(context.Input(0).Shape, Layer.TimeMajor));

    public KernelSupport SupportFloat(OperandTypes operands) =>
        Layer.SupportFloat(operands).And(SequenceMask.Support(operands, Masked, MaskInput));

    public KernelSupport SupportHybrid(OperandTypes operands) =>
        Layer.SupportHybrid(operands).And(SequenceMask.Support(operands, Masked, MaskInput));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    public Step PrepareHybrid(KernelContext context) => Prepare(context);

    private LstmStep Prepare(KernelContext context)
    {
        var input = context.Input(0).Shape;
        var attributes = Layer.Attributes with { JoinedInputs = JoinedInputs };
        var sizes = LstmSizes.Of(context.Shapes, LstmOperands.Single, input[-1], 0, Layer.DiagonalRecurrentWeights, JoinedInputs);
        var layout = SequenceLayout.Of(input, Layer.TimeMajor);
        var sequence = new LstmSequence(context, LstmOperands.Single, attributes, sizes, layout, 0, null, context.Output(0), 0)
        {
            Mask = new SequenceMask(context, Masked, MaskInput, layout),
            LastHidden = GivesLastStates ? context.Output(1) : null,
            LastCell = GivesLastStates ? context.Output(2) : null,
        };
        return new LstmStep(context, sequence);
    }
}
