using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Surrounds a tensor with its own mirror image. Inputs: data of any type; paddings [rank, 2], at most the size of the axis, and one less
/// where the edge is not repeated.
/// </summary>
internal sealed record MirrorPad(MirrorPadding Mode)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<MirrorPad, MirrorPadOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MIRROR_PAD;

    public static OperatorSignature Signature => OperatorSignature.Movement(3, "paddings");

    public override string Name => "MIRROR_PAD";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    /// <summary>Positions at the edge that are not mirrored.</summary>
    private int EdgeOffset => Mode == MirrorPadding.Reflect ? 1 : 0;

    public static MirrorPad Read(MirrorPadOptions options) => new(Enum.IsDefined(options.Mode)
        ? (MirrorPadding)options.Mode
        : throw new OctavoException(ErrorKind.MalformedModel, $"mirror padding {(int)options.Mode} is unknown",
            expected: "a value of the schema"));

    public MirrorPadOptions Write() => new() { Mode = (MirrorPadMode)Mode };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var outputs = context.InferPadded();
        var data = context.Input(0).Shape;
        if (data.HasRank && context.KnownIntegers(1) is { } paddings)
        {
            for (var index = 0; index < paddings.Length; index++)
            {
                var most = data[index / 2] - EdgeOffset;
                if (data[index / 2] >= 0 && paddings[index] > Math.Max(0, most))
                {
                    throw context.Mismatch($"the padding of axis {index / 2} is larger than its mirror image", $"at most {most}",
                        $"{paddings[index]}");
                }
            }
        }

        return outputs;
    }

    public AxisSource SourceOf(Node node, int output, int axis) => PadRules.SourceOf(node, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new MirrorPadStep(this, context);

    /// <summary>
    /// Copies the input inside, then mirrors axis after axis, innermost first, within the output: when an axis' turn comes, all inner ones
    /// are complete, so each mirrored position is a whole block.
    /// </summary>
    private sealed class MirrorPadStep(MirrorPad operation, KernelContext context) : MovementStep(context, 1)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly IndexOperand paddings = new(context.Input(1));
        private readonly StridedCopy inside = new(context.Input(0).Shape.Rank);
        private readonly StridedCopy[] before = [.. Copies(context)];
        private readonly StridedCopy[] behind = [.. Copies(context)];

        protected override void Plan()
        {
            inside.BeginInside(input, output, paddings, Where);
            var sizes = input.Shape.Sizes;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                var first = paddings[2 * axis];
                var end = first + sizes[axis];
                Mirror(before[axis], axis, first - 1, first + operation.EdgeOffset, first);
                Mirror(behind[axis], axis, end, end - 1 - operation.EdgeOffset, paddings[(2 * axis) + 1]);
            }
        }

        protected override void Move()
        {
            inside.Run(input, output, Workers);
            for (var axis = before.Length - 1; axis >= 0; axis--)
            {
                before[axis].Run(output, output);
                behind[axis].Run(output, output);
            }
        }

        private static IEnumerable<StridedCopy> Copies(KernelContext context)
        {
            var rank = context.Input(0).Shape.Rank;
            return Enumerable.Range(0, rank).Select(_ => new StridedCopy(rank + 1));
        }

        /// <summary>
        /// Writes <paramref name="count"/> positions of an axis, away from <paramref name="target"/>, from those at and beyond
        /// <paramref name="source"/>.
        /// </summary>
        private void Mirror(StridedCopy copy, int axis, int target, int source, int count)
        {
            var padded = output.Shape.Sizes;
            var inner = output.Shape.ElementCountBetween(axis + 1, padded.Length);
            var step = target < source ? 1 : -1;
            var outerStart = 0L;
            for (var outer = 0; outer < axis; outer++)
            {
                outerStart = (outerStart * padded[outer]) + paddings[2 * outer];
            }

            outerStart *= padded[axis] * inner;
            copy.Begin(outerStart + (source * inner), outerStart + (target * inner));
            for (var outer = 0; outer < axis; outer++)
            {
                var stride = output.Shape.ElementCountBetween(outer + 1, padded.Length);
                copy.Add(input.Shape.Sizes[outer], stride, stride);
            }

            copy.Add(count, step * inner, -step * inner);
            copy.Add(inner, 1, 1);
        }
    }
}
