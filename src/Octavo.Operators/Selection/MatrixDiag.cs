using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Makes square matrices of zeros (all bits 0) around diagonals: [batch..., size] becomes [batch..., size, size].</summary>
internal sealed record MatrixDiag : Operator, IShapeInference, IMovementKernel, IQuantizable, ITFLiteCodec<MatrixDiag, MatrixDiagOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MATRIX_DIAG;

    public static OperatorSignature Signature => OperatorSignature.Movement(1);

    public override string Name => "MATRIX_DIAG";

    QuantizationContract IQuantizable.Contract =>
        ContractForms.Moves(ContractForms.All) with { Inputs = [OperandContract.Activation with { IsSymmetric = true }] };

    public static MatrixDiag Read(MatrixDiagOptions options) => new();

    public MatrixDiagOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        return !data.Shape.HasRank ? [new TypedShape(data.ElementType, Shape.Unknown)]
            : data.Shape.Rank >= 1 ? [new TypedShape(data.ElementType, context.Bounded([.. data.Shape.Sizes, data.Shape[-1]]))]
            : throw context.Mismatch("a single value is no diagonal", "at least one axis", data.Shape.ToString());
    }

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new MatrixDiagStep(context);

    private sealed class MatrixDiagStep(KernelContext context) : MovementStep(context)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy copy = new(2);

        protected override void Plan()
        {
            long size = input.Shape[-1];
            copy.Begin(0, 0);
            copy.Add(size == 0 ? 0 : input.ElementCount / size, size, size * size);
            copy.Add(size, 1, size + 1);
        }

        protected override void Move()
        {
            ElementFill.Clear(output);
            copy.Run(input, output);
        }
    }
}
