using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// One step of a long short-term memory. Full: input [batch, depth]; weights, biases, states and layer normalization as
/// <see cref="LstmOperands"/> lists them; output [batch, outputs]. Basic: input [batch, depth]; hidden values of the step before [batch,
/// units]; weights [4 x units, depth + units], gates in the order input, cell, forget, output; biases [4 x units]; cells of the step before
/// [batch, units]. Outputs: hidden values, cells, the row that was multiplied [batch, depth + units], the sums of the gates [batch, 4 x
/// units]. What it reads of the step before is written where it is a variable.
/// </summary>
/// <param name="Activation">That of the cell gate and of the cell; a basic one always has TANH.</param>
/// <param name="CellClip">The cell stays in [-clip, clip]; 0 for no clip. A basic one has none.</param>
/// <param name="ProjectionClip">Likewise for the projection.</param>
/// <param name="AsymmetricQuantizeInputs">Whether the hybrid kernel quantizes rows with a zero point.</param>
internal sealed partial record Lstm(
    LstmKernelType KernelType = LstmKernelType.Full,
    FusedActivation Activation = FusedActivation.None,
    float CellClip = 0,
    float ProjectionClip = 0,
    bool AsymmetricQuantizeInputs = false) : Operator, IShapeInference, IAxisMap, IMultiplyAdds, IStateShapes, IStatefulOperator
{
    private const int PreviousHidden = 1;
    private const int BasicWeights = 2;
    private const int BasicBiases = 3;
    private const int PreviousCell = 4;

    public override string Name => "LSTM";

    private LstmAttributes Attributes => new(Activation, CellClip, ProjectionClip, AsymmetricQuantizeInputs);

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public long? CountMultiplyAdds(Node node) => MultiplyAdds.PerStep(node);

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        if (IsOfAnotherList(context.InputCount, context.OutputCount))
        {
            return [.. Enumerable.Range(0, context.OutputCount).Select(context.DeclaredOutput)];
        }

        var input = context.Input(0);
        WeightedResult.CheckRank(context, "input", input.Shape, 2);
        if (KernelType == LstmKernelType.Basic)
        {
            return InferBasic(context, input);
        }

        var type = WeightedResult.Type(input.ElementType, context.DeclaredOutput(0).ElementType);
        return [new TypedShape(type, new Shape(Batch(input.Shape), Sizes(context).Outputs))];
    }

    public Shape? StateShape(ShapeContext context, int input)
    {
        if (IsOfAnotherList(context.InputCount, context.OutputCount))
        {
            return null;
        }

        var batch = context.SizeOf(0, 0);
        if (KernelType == LstmKernelType.Full)
        {
            return LstmStates.Shape(input, LstmOperands.Single, Sizes(context), batch);
        }

        var units = BasicUnits(context);
        return input is PreviousHidden or PreviousCell && units != Shape.UnknownSize && batch != Shape.UnknownSize
            ? new Shape(batch, units) : null;
    }

    private static int Batch(Shape input) => input.HasRank ? input[0] : Shape.UnknownSize;

    private static LstmSizes Sizes(ShapeContext context) => LstmSizes.Of(
        context, LstmOperands.Single, context.SizeOf(0, -1), Shape.UnknownSize, diagonal: false);

    private static ImmutableArray<TypedShape> InferBasic(ShapeContext context, TypedShape input)
    {
        var units = BasicUnits(context);
        var batch = Batch(input.Shape);
        var depth = context.Input(BasicWeights).Shape is { HasRank: true } weights ? weights[1] : Shape.UnknownSize;
        WeightedResult.CheckBias(context, BasicBiases, units == Shape.UnknownSize ? units : 4 * units);
        var state = new Shape(batch, units);
        var stateType = context.Input(PreviousCell).ElementType;
        return [
            new TypedShape(input.ElementType, state),
            new TypedShape(stateType, state),
            new TypedShape(input.ElementType, new Shape(batch, depth)),
            new TypedShape(stateType, new Shape(batch, units == Shape.UnknownSize ? units : 4 * units))];
    }

    private static int BasicUnits(ShapeContext context)
    {
        var weights = context.Input(BasicWeights).Shape;
        WeightedResult.CheckRank(context, "weights", weights, 2);
        if (!weights.IsKnown)
        {
            return Shape.UnknownSize;
        }

        var units = weights[0] / 4;
        var input = context.Input(0).Shape;
        return weights[0] % 4 == 0 && units > 0 && (!input.IsKnown || weights[1] == input[-1] + units)
            ? units
            : throw context.Mismatch("weights do not fit the input", "[4 x units, depth + units]", $"{weights}, input {input}");
    }

    /// <summary>Files of 2017 have other lists of operands.</summary>
    private bool IsOfAnotherList(int inputs, int outputs) =>
        KernelType == LstmKernelType.Basic ? inputs != PreviousCell + 1 || outputs > 4
        : inputs <= LstmOperands.Single.CellState || outputs != 1;
}
