using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// One step of a simple recurrent layer: h = activation(bias + W x + R h). Inputs: input x [batch, depth]; weights W [units, depth];
/// recurrent weights R [units, units]; optional bias [units]; the state h [batch, units], a variable, or a value that each run starts from.
/// Output [batch, units], the new state. Source: LiteRT tflite/kernels/basic_rnn.cc.
/// </summary>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
internal sealed partial record Rnn(FusedActivation Activation = FusedActivation.None, bool AsymmetricQuantizeInputs = false)
    : Operator, IShapeInference, IAxisMap, IMultiplyAdds, IStateShapes, IStatefulOperator
{
    internal static readonly RnnOperands Operands = new(1, 2, 3, 4);

    public override string Name => "RNN";

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 2);
        return [new TypedShape(input.ElementType, RnnRules.Output(input.Shape, RnnRules.Units(context, Operands, input.Shape)))];
    }

    public Shape? StateShape(ShapeContext context, int input) =>
        RnnRules.State(context, Operands, input, RnnRules.Batch(context.Input(0).Shape, timeMajor: false));
}
