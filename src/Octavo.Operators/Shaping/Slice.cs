using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Takes a box out of a tensor. Inputs: data of any type; begin [rank]; size [rank], where -1 means "to the end". Both int32 or int64.
/// </summary>
internal sealed record Slice : Operator, IShapeInference, IAxisMap, IMovableAxes, IMovementKernel, IQuantizable,
    ITFLiteCodec<Slice, SliceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SLICE;

    public static OperatorSignature Signature => OperatorSignature.Movement(8, "begin", "size");

    public override string Name => "SLICE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 3);

    public static Slice Read(SliceOptions options) => new();

    public SliceOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var begin = context.KnownIntegers(1);
        var size = context.KnownIntegers(2);
        if (!data.Shape.HasRank)
        {
            return [new TypedShape(data.ElementType, begin is not null ? AxisRules.OfRank(begin.Length) : Shape.Unknown)];
        }

        var rank = data.Shape.Rank;
        if ((begin?.Length ?? rank) != rank || (size?.Length ?? rank) != rank)
        {
            throw context.Mismatch("begin and size do not name each axis once", $"{rank} elements each",
                $"{begin?.Length ?? rank} and {size?.Length ?? rank}");
        }

        context.RequireElements(1, rank, "begin does not name each axis once");
        context.RequireElements(2, rank, "size does not name each axis once");
        var sizes = new int[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            sizes[axis] = SizeOf(context, data.Shape[axis], begin?[axis], size?[axis]);
        }

        return [new TypedShape(data.ElementType, new Shape(sizes))];
    }

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var whole = node.Input(0).Shape;
        return node.Input(1).Integers() is not { } begin || begin.Length != node.Output.Shape.Rank || begin[axis] < 0 ? AxisSource.None
            : begin[axis] == 0 && node.Input(2).Integers() is { } size && size.Length == begin.Length
            && (size[axis] == -1 || (whole.HasRank && whole.Rank == begin.Length && size[axis] == whole[axis])) ? AxisSource.Whole(0, axis)
            : AxisSource.Part(0, axis, begin[axis]);
    }

    /// <summary>Behind a new axis the box takes all of that one.</summary>
    public MovedOperator? Move(Node node, AxisPlacement placement, Func<Value, bool> moves) =>
        placement.IsBehindNewAxis && node.Input(1).Integers() is { } begin && node.Input(2).Integers() is { } size
            ? new MovedOperator(this, (1, AxisRules.Preceded(begin, 0)), (2, AxisRules.Preceded(size, -1)))
            : null;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new SliceStep(context);

    private static int SizeOf(ShapeContext context, int whole, int? begin, int? size)
    {
        if (begin < 0 || size < -1 || (whole >= 0 && (begin > whole || (long?)begin + Math.Max(0, size ?? 0) > whole)))
        {
            throw context.Mismatch("the slice reaches out of the tensor", $"begin and end in [0, {(whole < 0 ? "?" : whole)}]",
                $"begin {begin}, size {size}");
        }

        return size is null ? Shape.UnknownSize
            : size >= 0 ? size.Value
            : whole < 0 || begin is null ? Shape.UnknownSize
            : whole - begin.Value;
    }

    private sealed class SliceStep(KernelContext context) : MovementStep(context, 1)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly IndexOperand begin = new(context.Input(1));
        private readonly StridedCopy copy = new(context.Input(0).Shape.Rank);

        protected override void Plan()
        {
            var sizes = input.Shape.Sizes;
            var taken = output.Shape.Sizes;
            long start = 0;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                var first = begin[axis];
                if (first < 0 || first > sizes[axis] - taken[axis])
                {
                    throw new OctavoException(
                        ErrorKind.InvalidData, $"the slice reaches out of axis {axis}", Where,
                        $"a begin in [0, {sizes[axis] - taken[axis]}]", $"{first}");
                }

                start = (start * sizes[axis]) + first;
            }

            copy.BeginBox(input.Shape.Sizes, output.Shape.Sizes, start, 0, output.Shape.Sizes);
        }

        protected override void Move() => copy.Run(input, output, Workers);
    }
}
