using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A simple recurrent layer in forms that no file has. Inputs: those of <see cref="UnidirectionalSequenceRnn"/>, then, where steps are
/// masked, the mask [batch, time], or [time, batch], boolean. Outputs: 0 as there; 1 (where the node gives it) the state after the last
/// moment [batch, units].
/// </summary>
/// <param name="GivesLastStates">Whether there is a second output.</param>
/// <param name="Masked">What happens at masked steps.</param>
/// <param name="JoinedInputs">
/// Whether weights [units, depth + units] multiply input and state side by side, which hybrid products quantize as one row; recurrent
/// weights are absent.
/// </param>
internal sealed record RunTimeSequenceRnn(
    UnidirectionalSequenceRnn Layer, bool GivesLastStates = false, MaskedSteps Masked = MaskedSteps.None, bool JoinedInputs = false)
    : Operator, IShapeInference, IMultiplyAdds, IStateShapes, IStatefulOperator, IFloatKernel, IHybridKernel
{
    /// <summary>The index of the mask among the inputs.</summary>
    public const int MaskInput = 5;

    public override string Name => Layer.Name;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        var units = JoinedInputs
            ? RnnRules.JoinedUnits(context, Rnn.Operands, input.Shape)
            : RnnRules.Units(context, Rnn.Operands, input.Shape);
        var output = new TypedShape(input.ElementType, RnnRules.Output(input.Shape, units));
        var batch = RnnRules.Batch(input.Shape, Layer.TimeMajor);
        return GivesLastStates ? [output, new TypedShape(input.ElementType, new Shape(batch, units))] : [output];
    }

    public Shape? StateShape(ShapeContext context, int input) => Layer.StateShape(context, input);

    public KernelSupport SupportFloat(OperandTypes operands) =>
        Layer.SupportFloat(operands).And(SequenceMask.Support(operands, Masked, MaskInput));

    public KernelSupport SupportHybrid(OperandTypes operands) =>
        Layer.SupportHybrid(operands).And(SequenceMask.Support(operands, Masked, MaskInput));

    public Step PrepareFloat(KernelContext context) => Prepare(context);

    public Step PrepareHybrid(KernelContext context) => Prepare(context);

    private RnnStep Prepare(KernelContext context)
    {
        var layout = SequenceLayout.Of(context.Input(0).Shape, Layer.TimeMajor);
        var units = context.Output(0).Shape[-1];
        var direction = new RnnDirection(
            context, Rnn.Operands, layout, Layer.Activation, units, Layer.AsymmetricQuantizeInputs, isJoined: JoinedInputs)
        {
            LastState = GivesLastStates ? context.Output(1) : null,
            Mask = new SequenceMask(context, Masked, MaskInput, layout),
        };
        return new RnnStep(context, direction);
    }
}
