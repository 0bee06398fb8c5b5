using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Reverses the first positions of a sequence, as many as its length says, and leaves the rest. Inputs: data of any type; lengths [batch],
/// int32 or int64, each in [0, size of the sequence axis].
/// </summary>
internal sealed record ReverseSequence(int SequenceAxis, int BatchAxis)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<ReverseSequence, ReverseSequenceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.REVERSE_SEQUENCE;

    public static OperatorSignature Signature => OperatorSignature.Movement(1, "lengths");

    public override string Name => "REVERSE_SEQUENCE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves([ElementType.UInt8, ElementType.Int16], inputs: 2);

    public static ReverseSequence Read(ReverseSequenceOptions options) => new(options.SeqDim, options.BatchDim);

    public ReverseSequenceOptions Write() => new() { SeqDim = SequenceAxis, BatchDim = BatchAxis };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var lengths = context.Input(1).Shape;
        if (data.Shape.HasRank)
        {
            var batch = context.Axis(BatchAxis, data.Shape.Rank);
            if (context.Axis(SequenceAxis, data.Shape.Rank) == batch)
            {
                throw context.Mismatch("sequence and batch are one axis", "two axes", $"{SequenceAxis} and {BatchAxis}");
            }

            if (lengths.IsKnown && data.Shape[batch] >= 0 && (lengths.Rank != 1 || lengths[0] != data.Shape[batch]))
            {
                throw context.Mismatch("there is not one length for each sequence", $"[{data.Shape[batch]}] lengths", lengths.ToString());
            }
        }

        return [data];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new ReverseSequenceStep(this, context);

    private sealed class ReverseSequenceStep(ReverseSequence operation, KernelContext context) : MovementStep(context)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly IndexOperand lengths = new(context.Input(1));
        private readonly StridedCopy copy = new(context.Input(0).Shape.Rank);
        private readonly int sequence = context.Input(0).Shape.NormalizeAxis(operation.SequenceAxis);
        private readonly int batch = context.Input(0).Shape.NormalizeAxis(operation.BatchAxis);

        protected override void Plan()
        {
        }

        protected override void Move()
        {
            var size = input.Shape.Sizes[sequence];
            var stride = input.Shape.ElementCountBetween(sequence + 1, input.Shape.Rank);
            for (var item = 0; item < lengths.Count; item++)
            {
                var length = lengths[item];
                if (length < 0 || length > size)
                {
                    throw new OctavoException(ErrorKind.InvalidData, $"sequence {item} has a length that it cannot have", Where,
                        $"0 to {size}", $"{length}");
                }

                Copy(item, 0, length, (length - 1) * stride, -1);
                Copy(item, length, size - length, length * stride, 1);
            }
        }

        /// <summary>Copies positions of one sequence, read from an offset in steps of 1 or -1 positions.</summary>
        private void Copy(int item, int first, int count, long sourceOffset, int step)
        {
            var sizes = input.Shape.Sizes;
            var start = item * input.Shape.ElementCountBetween(batch + 1, sizes.Length);
            var targetOffset = first * input.Shape.ElementCountBetween(sequence + 1, sizes.Length);
            copy.Begin(start + sourceOffset, start + targetOffset);
            var stride = Math.Max(1, input.ElementCount);
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                stride /= Math.Max(1, sizes[axis]);
                copy.Add(axis == batch ? 1 : axis == sequence ? count : sizes[axis], axis == sequence ? step * stride : stride, stride);
            }

            copy.Run(input, output);
        }
    }
}
