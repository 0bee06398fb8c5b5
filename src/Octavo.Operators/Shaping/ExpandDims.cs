using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Adds an axis of size 1. Inputs: data of any type and rank; axis, one integer in [-rank - 1, rank].</summary>
internal sealed record ExpandDims
    : Operator, IShapeInference, IAxisMap, IMovableAxes, IMemoryUse, IMovementKernel, IQuantizable,
    ITFLiteCodec<ExpandDims, ExpandDimsOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.EXPAND_DIMS;

    public static OperatorSignature Signature => OperatorSignature.Movement(1, "axis");

    public override string Name => "EXPAND_DIMS";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static ExpandDims Read(ExpandDimsOptions options) => new();

    public ExpandDimsOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!data.Shape.HasRank)
        {
            return [new TypedShape(data.ElementType, Shape.Unknown)];
        }

        var rank = data.Shape.Rank + 1;
        return context.KnownAxis(1, rank) is { } axis
            ? [new TypedShape(data.ElementType, new Shape([.. data.Shape.Sizes[..axis], 1, .. data.Shape.Sizes[axis..]]))]
            : [new TypedShape(data.ElementType, AxisRules.OfRank(rank))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.KnownAxis(1, node.Output.Shape.Rank) is not { } place || place == axis ? AxisSource.None
        : AxisSource.Whole(0, axis < place ? axis : axis - 1);

    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        placement.IsBehindNewAxis ? MovedOperator.AtAxes(node, 1, node.Output.Shape.Rank, placement) : null;

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.View;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new CopyStep(context.Input(0), context.Output(0));
}
