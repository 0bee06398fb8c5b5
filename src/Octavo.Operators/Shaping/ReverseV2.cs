using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Reverses the order of positions along some axes. Inputs: data of any type; axes, int32, each at most once.</summary>
internal sealed record ReverseV2 : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable,
    ITFLiteCodec<ReverseV2, ReverseV2Options>
{
    public static BuiltinOperator Code => BuiltinOperator.REVERSE_V2;

    public static OperatorSignature Signature => OperatorSignature.Movement(4, "axes");

    public override string Name => "REVERSE_V2";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static ReverseV2 Read(ReverseV2Options options) => new();

    public ReverseV2Options Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (data.Shape.HasRank && context.KnownIntegers(1) is { } axes)
        {
            var named = axes.Select(axis => context.Axis(axis, data.Shape.Rank)).ToArray();
            if (named.Distinct().Count() != named.Length)
            {
                throw context.Mismatch("an axis is reversed twice", "each axis at most once", $"[{string.Join(',', axes)}]");
            }
        }

        return [data];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new ReverseStep(context);

    private sealed class ReverseStep(KernelContext context) : MovementStep(context, 1)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly IndexOperand axes = new(context.Input(1));
        private readonly bool[] isReversed = new bool[context.Input(0).Shape.Rank];
        private readonly StridedCopy copy = new(context.Input(0).Shape.Rank);

        protected override void Plan()
        {
            var sizes = input.Shape.Sizes;
            Array.Clear(isReversed);
            for (var index = 0; index < axes.Count; index++)
            {
                var axis = axes[index];
                if (axis < -sizes.Length || axis >= sizes.Length)
                {
                    throw new OctavoException(ErrorKind.InvalidData, "there is no such axis to reverse", Where,
                        $"an axis in [{-sizes.Length}, {sizes.Length})", $"{axis}");
                }

                isReversed[axis < 0 ? axis + sizes.Length : axis] = true;
            }

            long start = 0;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                start = (start * sizes[axis]) + (isReversed[axis] ? sizes[axis] - 1 : 0);
            }

            copy.Begin(start, 0);
            var stride = Math.Max(1, input.ElementCount);
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                stride /= Math.Max(1, sizes[axis]);
                copy.Add(sizes[axis], isReversed[axis] ? -stride : stride, stride);
            }
        }

        protected override void Move() => copy.Run(input, output, Workers);
    }
}
