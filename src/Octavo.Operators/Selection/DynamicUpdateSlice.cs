using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Replaces a box of a tensor. Inputs: data of any type; update of that type and rank, nowhere larger; start [rank], int32 or int64,
/// clamped so that the box lies inside.
/// </summary>
internal sealed record DynamicUpdateSlice
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<DynamicUpdateSlice, DynamicUpdateSliceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.DYNAMIC_UPDATE_SLICE;

    public static OperatorSignature Signature =>
        new OperatorSignature(6).In("data", TypeSet.Any).In("update", TypeSet.Any).In("start", TypeSet.Integers).Out("output", TypeSet.Any);

    public override string Name => "DYNAMIC_UPDATE_SLICE";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.SameAsOutput(0), OperandContract.SameAsOutput(0), OperandContract.Index],
    };

    public static DynamicUpdateSlice Read(DynamicUpdateSliceOptions options) => new();

    public DynamicUpdateSliceOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var update = context.Input(1);
        var start = context.Input(2).Shape;
        var fits = data.ElementType == update.ElementType;
        if (data.Shape.HasRank && update.Shape.HasRank)
        {
            fits &= data.Shape.Rank == update.Shape.Rank && (!start.IsKnown || start.ElementCount == data.Shape.Rank);
            for (var axis = 0; fits && axis < data.Shape.Rank; axis++)
            {
                fits &= data.Shape[axis] < 0 || update.Shape[axis] <= data.Shape[axis];
            }
        }

        return fits ? [data]
            : throw context.Mismatch("the update does not fit into the tensor", $"{data.ElementType}, at most {data.Shape}",
                $"{update.ElementType} {update.Shape}, start {start}");
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new UpdateStep(context);

    private sealed unsafe class UpdateStep(KernelContext context) : MovementStep(context, 2)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand update = context.Input(1);
        private readonly Operand output = context.Output(0);
        private readonly IndexOperand start = new(context.Input(2));
        private readonly StridedCopy whole = new(1);
        private readonly StridedCopy box = new(context.Input(0).Shape.Rank);

        protected override void Plan()
        {
            var sizes = output.Shape.Sizes;
            var inside = update.Shape.Sizes;
            long first = 0;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                first = (first * sizes[axis]) + Math.Clamp(start[axis], 0, sizes[axis] - inside[axis]);
            }

            box.BeginBox(inside, sizes, 0, first, inside);
            whole.Begin(0, 0);
            whole.Add(input.ElementCount, 1, 1);
        }

        protected override void Move()
        {
            if (input.Pointer != output.Pointer || input.ElementType == ElementType.String)
            {
                whole.Run(input, output, Workers);
            }

            box.Run(update, output, Workers);
        }
    }
}
