using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A simple recurrent layer over a sequence: h = activation(bias + W x + R h) at each moment. Inputs: input x [batch, time, depth], or [time, batch, depth];
/// weights W [units, depth]; recurrent weights R [units, units]; optional bias [units]; the state h [batch, units], a variable, or a value that each run
/// starts from; where steps are masked, the mask [batch, time], or [time, batch], boolean. Outputs: 0 h at every moment, [batch, time, units], or
/// [time, batch, units]; 1 (where the node gives it) h after the last one [batch, units].
/// Source: LiteRT tflite/kernels/unidirectional_sequence_rnn.cc.
/// </summary>
/// <param name="TimeMajor">Whether time is the first axis.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
/// <param name="GivesLastStates">Whether there is a second output; only at run time, the operator of .tflite files has one.</param>
/// <param name="Masked">What happens at masked steps.</param>
/// <param name="JoinedInputs">
/// Whether weights [units, depth + units] multiply input and state side by side, which hybrid products quantize as one row; recurrent weights are absent.
/// Only at run time.
/// </param>
internal sealed partial record UnidirectionalSequenceRnn(
    bool TimeMajor = false, FusedActivation Activation = FusedActivation.None, bool AsymmetricQuantizeInputs = false, bool GivesLastStates = false, MaskedSteps Masked = MaskedSteps.None,
    bool JoinedInputs = false)
    : Operator, IShapeInference, IStateShapes, IStatefulOperator
{
    /// <summary>The index of the mask among the inputs.</summary>
    public const int MaskInput = 5;

    public override string Name => "UNIDIRECTIONAL_SEQUENCE_RNN";

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        var units = JoinedInputs ? RnnRules.JoinedUnits(context, Rnn.Operands, input.Shape) : RnnRules.Units(context, Rnn.Operands, input.Shape);
        var output = new TypedShape(input.ElementType, RnnRules.Output(input.Shape, units));
        return GivesLastStates ? [output, new TypedShape(input.ElementType, new Shape(RnnRules.Batch(input.Shape, TimeMajor), units))] : [output];
    }

    public Shape? StateShape(ShapeContext context, int input) => RnnRules.State(context, Rnn.Operands, input, RnnRules.Batch(context.Input(0).Shape, TimeMajor));
}
