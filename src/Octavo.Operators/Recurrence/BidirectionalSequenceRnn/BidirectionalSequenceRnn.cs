using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Two simple recurrent layers over a sequence, one of which walks from the end: h = activation(bias + W x + A auxiliary + R h) at each
/// moment, as far as the operands are there. Inputs: 0 input [batch, time, depth], or [time, batch, depth]; 1 to 4 weights, recurrent
/// weights, bias and state of the forward layer, 5 to 8 of the backward one, as those of <see cref="UnidirectionalSequenceRnn"/>; 9
/// optional auxiliary input, a sequence; 10 and 11 optional auxiliary weights [units, auxiliary depth], both or none. Without auxiliary
/// weights the backward layer of a time-major sequence reads the auxiliary input in place of the input; that of a batch-major one does not,
/// in LiteRT (as recorded) and here. Outputs: forward [.., units] and backward [.., units], or one [.., forward units + backward units];
/// backward output t stands at its own moment. Source: LiteRT tflite/kernels/bidirectional_sequence_rnn.cc, the float kernel; its hybrid
/// one departs from it (docs/numerics.md, "Simple recurrent layers").
/// </summary>
/// <param name="TimeMajor">Whether time is the first axis.</param>
/// <param name="MergeOutputs">Whether both layers write to one output, side by side.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
internal sealed partial record BidirectionalSequenceRnn(
    bool TimeMajor = false, FusedActivation Activation = FusedActivation.None, bool MergeOutputs = false,
    bool AsymmetricQuantizeInputs = false)
    : Operator, IShapeInference, ISequenceOperator, IAxisMap, IMultiplyAdds, IStateShapes, IStatefulOperator
{
    private const int Auxiliary = 9;

    private static readonly RnnOperands Forward = new(1, 2, 3, 4, 10);

    private static readonly RnnOperands Backward = new(5, 6, 7, 8, 11);

    public override string Name => "BIDIRECTIONAL_SEQUENCE_RNN";

    public Operator BatchMajor() => this with { TimeMajor = false };

    public AxisSource SourceOf(Node node, int output, int axis) =>
        axis < node.Outputs[output].Shape.Rank - 1 ? AxisSource.Size(0, axis) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        var auxiliary = Optional(context, Auxiliary);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        CheckAuxiliary(context, input.Shape, auxiliary);
        var isCrossed = TimeMajor && auxiliary is not null && Optional(context, 10) is null;
        var forward = RnnRules.Units(context, Forward, input.Shape);
        var backward = RnnRules.Units(context, Backward, isCrossed ? auxiliary!.Value.Shape : input.Shape);
        if (!MergeOutputs)
        {
            return [new(input.ElementType, RnnRules.Output(input.Shape, forward)),
                new(input.ElementType, RnnRules.Output(input.Shape, backward))];
        }

        var units = forward == Shape.UnknownSize || backward == Shape.UnknownSize ? Shape.UnknownSize : checked(forward + backward);
        return [new TypedShape(input.ElementType, RnnRules.Output(input.Shape, units))];
    }

    public Shape? StateShape(ShapeContext context, int input)
    {
        var batch = RnnRules.Batch(context.Input(0).Shape, TimeMajor);
        return RnnRules.State(context, Forward, input, batch) ?? RnnRules.State(context, Backward, input, batch);
    }

    private static TypedShape? Optional(ShapeContext context, int index) =>
        index < context.InputCount ? context.OptionalInput(index) : null;

    private static void CheckAuxiliary(ShapeContext context, Shape input, TypedShape? auxiliary)
    {
        var (forward, backward) = (Optional(context, 10), Optional(context, 11));
        if ((forward is null) != (backward is null) || (forward is not null && auxiliary is null))
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, "auxiliary operands are incomplete", context.Where,
                "an auxiliary input, with auxiliary weights of both directions or of none",
                $"auxiliary input {(auxiliary is null ? "absent" : "present")}, weights of {(forward is null ? "backward" : "forward")} "
                    + $"direction alone");
        }

        if (auxiliary is { } sequence)
        {
            WeightedResult.CheckRank(context, "auxiliary input", sequence.Shape, 3);
            if (sequence.Shape.IsKnown && input.IsKnown && (sequence.Shape[0] != input[0] || sequence.Shape[1] != input[1]))
            {
                throw context.Mismatch("the auxiliary input has another batch or time than the input", $"[{input[0]},{input[1]},depth]",
                    $"{sequence.Shape}");
            }

            if (forward is not null)
            {
                RnnRules.CheckWeights(context, "forward auxiliary weights", forward.Value.Shape, sequence.Shape);
                RnnRules.CheckWeights(context, "backward auxiliary weights", backward!.Value.Shape, sequence.Shape);
            }
        }
    }
}
