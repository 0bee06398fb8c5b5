using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Joins tensors along one axis. Inputs: at least one, all of one type, equal in all other axes. Unsigned 8-bit inputs whose
/// scales are not the output's are quantized anew; signed ones have the output's.
/// </summary>
/// <param name="Axis">The axis that grows, counted from either end.</param>
internal sealed partial record Concatenation(int Axis, FusedActivation Activation = FusedActivation.None)
    : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizedKernel, IQuantizable,
    ITFLiteCodec<Concatenation, ConcatenationOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.CONCATENATION;

    public static OperatorSignature Signature => new OperatorSignature(7).ManyIn("values", TypeSet.Any).Out("output", TypeSet.Any);

    public override string Name => "CONCATENATION";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.All);

    public static Concatenation Read(ConcatenationOptions options) =>
        new(options.Axis, options.FusedActivationFunction.ToFusedActivation());

    public ConcatenationOptions Write() => new() { Axis = Axis, FusedActivationFunction = Activation.ToSchema() };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var first = context.Input(0);
        var joined = first.Shape;
        for (var index = 1; index < context.InputCount; index++)
        {
            var next = context.Input(index);
            if (next.ElementType != first.ElementType)
            {
                throw context.Mismatch("the inputs have different element types", $"{first.ElementType}",
                    $"{next.ElementType} as input {index}");
            }

            joined = Join(context, joined, next.Shape, index);
        }

        if (joined.HasRank)
        {
            context.Axis(Axis, joined.Rank);
        }

        return [new TypedShape(first.ElementType, joined)];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        axis != AxisRules.FromStart(Axis, node.Output.Shape.Rank) ? AxisSource.Size(0, axis) : Activation == FusedActivation.None
        ? AxisSource.Joined(axis) : AxisSource.None;

    public bool IsData(Node node, int input) => true;

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        node.Inputs.All(input => moves(input!)) ? new MovedOperator(this with { Axis = placement.Of(Axis) }) : null;

    public KernelSupport SupportMovement(OperandTypes operands) =>
        SupportActivation().And(KernelSupport.When(!NeedsRescaling(operands), "inputs whose scale is not the output's"));

    public Step PrepareMovement(KernelContext context) => new ConcatenationStep(this, context);

    private KernelSupport SupportActivation() =>
        KernelSupport.When(Activation == FusedActivation.None, "a fused activation on a concatenation");

    private Shape Join(ShapeContext context, Shape left, Shape right, int index)
    {
        if (!left.HasRank || !right.HasRank)
        {
            return Shape.Unknown;
        }

        if (left.Rank != right.Rank)
        {
            throw context.Mismatch("the inputs have different ranks", left.ToString(), $"{right} as input {index}");
        }

        var sizes = left.ToArray();
        var along = context.Axis(Axis, left.Rank);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (axis == along)
            {
                sizes[axis] = sizes[axis] < 0 || right[axis] < 0 ? Shape.UnknownSize : context.Size((long)sizes[axis] + right[axis]);
            }
            else if (sizes[axis] >= 0 && right[axis] >= 0 && sizes[axis] != right[axis])
            {
                throw context.Mismatch($"the inputs differ on axis {axis}, which is not the one they are joined along", left.ToString(),
                    $"{right} as input {index}");
            }
            else
            {
                sizes[axis] = Math.Max(sizes[axis], right[axis]);
            }
        }

        return new Shape(sizes);
    }
}
