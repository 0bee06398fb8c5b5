using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Reorders axes: output axis a is input axis permutation[a]. Inputs: data of any type; permutation, int32 [rank].</summary>
internal sealed record Transpose : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable,
    ITFLiteCodec<Transpose, TransposeOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.TRANSPOSE;

    public static OperatorSignature Signature => OperatorSignature.Movement(9, "permutation");

    public override string Name => "TRANSPOSE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static Transpose Read(TransposeOptions options) => new();

    public TransposeOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (data.Shape.HasRank)
        {
            context.RequireElements(1, data.Shape.Rank, "the permutation does not name each axis once");
        }

        if (context.KnownIntegers(1) is not { } permutation)
        {
            return [new TypedShape(data.ElementType, data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown)];
        }

        if (!data.Shape.HasRank)
        {
            return [new TypedShape(data.ElementType, AxisRules.OfRank(permutation.Length))];
        }

        var axes = permutation.Select(axis => context.Axis(axis, data.Shape.Rank)).ToArray();
        return axes.Length == data.Shape.Rank && axes.Distinct().Count() == axes.Length
            ? [new TypedShape(data.ElementType, new Shape([.. axes.Select(axis => data.Shape[axis])]))]
            : throw context.Mismatch("the permutation does not name each axis once", $"{data.Shape.Rank} different axes",
                $"[{string.Join(',', permutation)}]");
    }

    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.Input(1).Integers() is { } permutation && permutation.Length == node.Outputs[output].Shape.Rank
            ? AxisSource.Whole(0, permutation[axis] < 0 ? permutation[axis] + permutation.Length : permutation[axis])
            : AxisSource.None;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new TransposeStep(context);

    private sealed class TransposeStep(KernelContext context) : MovementStep(context, 1)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly IndexOperand permutation = new(context.Input(1));
        private readonly long[] strides = new long[context.Input(0).Shape.Rank];
        private readonly int[] axes = new int[context.Input(0).Shape.Rank];
        private readonly StridedCopy copy = new(context.Input(0).Shape.Rank);

        protected override void Plan()
        {
            permutation.Read(axes, Where);
            var sizes = input.Shape.Sizes;
            AxisRules.DenseStrides(sizes, strides);
            copy.Begin(0, 0);
            var targetStride = Math.Max(1, output.ElementCount);
            foreach (var named in axes)
            {
                var axis = named < 0 ? named + axes.Length : named;
                targetStride /= Math.Max(1, sizes[axis]);
                copy.Add(sizes[axis], strides[axis], targetStride);
            }
        }

        protected override void Move() => copy.Run(input, output, Workers);
    }
}
