using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Puts single values into a tensor of default values. Inputs: indices, one position ([]), positions on one axis [count] or tuples [count,
/// rank], int32 or int64; shape; values [count] or one for all; default, one element.
/// </summary>
/// <param name="ValidatesIndices">Kept for the file; positions out of range are refused in any case.</param>
internal sealed record SparseToDense(bool ValidatesIndices = false)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<SparseToDense, SparseToDenseOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SPARSE_TO_DENSE;

    public static OperatorSignature Signature => new OperatorSignature(3)
        .In("indices", TypeSet.Integers).In("shape", TypeSet.Integers).In("values", TypeSet.Any).In("default", TypeSet.Any)
        .Out("output", TypeSet.Any);

    public override string Name => "SPARSE_TO_DENSE";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.EightBits, 2, indices: 2);

    public static SparseToDense Read(SparseToDenseOptions options) => new(options.ValidateIndices);

    public SparseToDenseOptions Write() => new() { ValidateIndices = ValidatesIndices };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var indices = context.Input(0).Shape;
        var values = context.Input(2);
        var shape = context.ShapeOperand(1);
        if (indices.IsKnown && values.Shape.IsKnown && shape.HasRank)
        {
            var count = indices.Rank == 0 ? 1 : indices[0];
            if (indices.Rank > 2 || (indices.Rank == 2 ? indices[1] : 1) != shape.Rank
                || (values.Shape.Rank != 0 && values.Shape != new Shape(count)))
            {
                throw context.Mismatch("indices, values and shape do not go together", "indices [count, rank], values [count] or []",
                    $"{indices}, {values.Shape} and {shape}");
            }
        }

        return [new TypedShape(values.ElementType, shape)];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Element(1, axis);

    public KernelSupport SupportMovement(OperandTypes operands) =>
        KernelSupport.When(IndexOperand.Reads(operands.Input(0).ElementType)
            && operands.Input(3).ElementType == operands.Output.ElementType, "indices or a default of this type");

    public Step PrepareMovement(KernelContext context) => new SparseToDenseStep(context);

    private sealed class SparseToDenseStep(KernelContext context) : MovementStep(context)
    {
        private readonly IndexOperand indices = new(context.Input(0));
        private readonly Operand values = context.Input(2);
        private readonly Operand defaultValue = context.Input(3);
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy copy = new(1);

        protected override void Plan()
        {
        }

        protected override void Move()
        {
            ElementFill.Fill(output, defaultValue);
            var sizes = output.Shape.Sizes;
            var count = sizes.Length == 0 ? 0 : indices.Count / sizes.Length;
            var step = values.ElementCount == 1 ? 0 : 1;
            for (var item = 0; item < count; item++)
            {
                long target = 0;
                for (var axis = 0; axis < sizes.Length; axis++)
                {
                    var index = indices.Wide(((long)item * sizes.Length) + axis);
                    target = (ulong)index < (ulong)sizes[axis] ? (target * sizes[axis]) + index : throw new OctavoException(
                        ErrorKind.InvalidData, $"index {index} is not on axis {axis} of {output.Shape}", Where, $"0 to {sizes[axis] - 1}",
                        $"{index} as item {item}");
                }

                copy.Begin((long)item * step, target);
                copy.Run(values, output);
            }
        }
    }
}
