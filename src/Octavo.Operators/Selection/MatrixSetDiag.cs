using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Replaces the diagonals of matrices. Inputs: matrices [batch..., rows, columns]; diagonals [batch..., min(rows, columns)] of the same
/// type.
/// </summary>
internal sealed record MatrixSetDiag
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<MatrixSetDiag, MatrixSetDiagOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.MATRIX_SET_DIAG;

    public static OperatorSignature Signature => OperatorSignature.Binary(TypeSet.Any);

    public override string Name => "MATRIX_SET_DIAG";

    QuantizationContract IQuantizable.Contract => ContractForms.Joins(ContractForms.All, 2);

    public static MatrixSetDiag Read(MatrixSetDiagOptions options) => new();

    public MatrixSetDiagOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        var diagonal = context.Input(1);
        if (data.ElementType != diagonal.ElementType || (data.Shape.HasRank && data.Shape.Rank < 2))
        {
            throw context.Mismatch("matrices and diagonals do not go together", $"matrices [..., rows, columns] of {diagonal.ElementType}",
                $"{data.ElementType} {data.Shape}");
        }

        if (data.Shape.IsKnown && diagonal.Shape.IsKnown
            && diagonal.Shape != new Shape([.. data.Shape.Sizes[..^2], Math.Min(data.Shape[-2], data.Shape[-1])]))
        {
            throw context.Mismatch("matrices and diagonals do not go together", $"one diagonal for each matrix of {data.Shape}",
                diagonal.Shape.ToString());
        }

        return [data];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => AxisSource.Size(0, axis);

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new MatrixSetDiagStep(context);

    private sealed class MatrixSetDiagStep(KernelContext context) : MovementStep(context)
    {
        private readonly Operand input = context.Input(0);
        private readonly Operand diagonal = context.Input(1);
        private readonly Operand output = context.Output(0);
        private readonly StridedCopy whole = new(1);
        private readonly StridedCopy copy = new(2);

        protected override void Plan()
        {
            long size = diagonal.Shape[-1];
            long columns = output.Shape[-1];
            whole.Begin(0, 0);
            whole.Add(input.ElementCount, 1, 1);
            copy.Begin(0, 0);
            copy.Add(size == 0 ? 0 : diagonal.ElementCount / size, size, output.Shape[-2] * columns);
            copy.Add(size, 1, columns + 1);
        }

        protected override void Move()
        {
            whole.Run(input, output, Workers);
            copy.Run(diagonal, output);
        }
    }
}
