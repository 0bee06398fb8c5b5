using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Stretches axes of size 1 to a given shape, aligned at the last axis. Inputs: data of any type; shape [rank], int32 or int64.
/// </summary>
internal sealed record BroadcastTo : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable,
    ITFLiteCodec<BroadcastTo, BroadcastToOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BROADCAST_TO;

    public static OperatorSignature Signature => OperatorSignature.Movement(4, "shape");

    public override string Name => "BROADCAST_TO";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static BroadcastTo Read(BroadcastToOptions options) => new();

    public BroadcastToOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var shape = context.ShapeOperand(1);
        if (data.Shape.IsKnown && shape.IsKnown && !(Shape.TryBroadcast(data.Shape, shape, out var common) && common == shape))
        {
            throw context.Mismatch("the tensor does not broadcast to the shape", $"sizes of {shape} or 1", data.Shape.ToString());
        }

        return [new TypedShape(data.ElementType, shape)];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Element(1, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new BroadcastToStep(context);

    private sealed class BroadcastToStep(KernelContext context) : MovementStep(context)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy copy = new(context.Output(0).Shape.Rank);

        protected override void Plan() => copy.BeginBroadcast(input.Shape.Sizes, output.Shape.Sizes);

        protected override void Move() => copy.Run(input, output, Workers);
    }
}
