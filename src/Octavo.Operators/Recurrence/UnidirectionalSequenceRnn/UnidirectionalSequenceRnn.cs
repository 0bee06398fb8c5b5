using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A simple recurrent layer over a sequence: h = activation(bias + W x + R h) at each moment. Inputs: input x [batch, time, depth], or
/// [time, batch, depth]; weights W [units, depth]; recurrent weights R [units, units]; optional bias [units]; the state h [batch, units], a
/// variable, or a value that each run starts from. Output: h at every moment, [batch, time, units], or [time, batch, units]. Source: LiteRT
/// tflite/kernels/unidirectional_sequence_rnn.cc.
/// </summary>
/// <param name="TimeMajor">Whether time is the first axis.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
internal sealed partial record UnidirectionalSequenceRnn(
    bool TimeMajor = false, FusedActivation Activation = FusedActivation.None, bool AsymmetricQuantizeInputs = false)
    : Operator, IShapeInference, ISequenceOperator, IAxisMap, IMultiplyAdds, IStateShapes, IStatefulOperator
{
    public override string Name => "UNIDIRECTIONAL_SEQUENCE_RNN";

    public Operator BatchMajor() => this with { TimeMajor = false };

    public AxisSource SourceOf(Node node, int output, int axis) =>
        axis < node.Outputs[output].Shape.Rank - 1 ? AxisSource.Size(0, axis) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 3);
        return [new TypedShape(input.ElementType, RnnRules.Output(input.Shape, RnnRules.Units(context, Rnn.Operands, input.Shape)))];
    }

    public Shape? StateShape(ShapeContext context, int input) =>
        RnnRules.State(context, Rnn.Operands, input, RnnRules.Batch(context.Input(0).Shape, TimeMajor));
}
