using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Picks slices of a table along one axis. Inputs: table [batch..., outer..., size, inner...] of any type; indices [batch...,
/// positions...], int16, int32 or int64, each in [0, size). Output [batch..., outer..., positions..., inner...].
/// </summary>
/// <param name="Axis">The axis that indices count along, from either end of the table.</param>
/// <param name="BatchDimensions">How many leading axes table and indices share; from the end of the indices where negative.</param>
internal sealed partial record Gather(int Axis = 0, int BatchDimensions = 0)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<Gather, GatherOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.GATHER;

    public static OperatorSignature Signature => OperatorSignature.Movement(8, "indices");

    public override string Name => "GATHER";

    QuantizationContract IQuantizable.Contract => new()
    {
        Activations = ContractForms.All,
        Inputs = [OperandContract.Activation with { Weight = new WeightForm(null, HybridForm.DequantizeBehind) }, OperandContract.Index],
        Outputs = [OperandContract.SameAsInput(0)],
    };

    public static Gather Read(GatherOptions options) => new(options.Axis, options.BatchDims);

    public GatherOptions Write() => new() { Axis = Axis, BatchDims = BatchDimensions };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var table = context.Input(0);
        var indices = context.Input(1);
        if (!IndexOperand.Reads(indices.ElementType))
        {
            throw context.Mismatch("the indices are no integers", "int16, int32 or int64", $"{indices.ElementType}");
        }

        if (!table.Shape.HasRank || !indices.Shape.HasRank)
        {
            return [new TypedShape(table.ElementType, Shape.Unknown)];
        }

        var axis = context.Axis(Axis, table.Shape.Rank);
        var batch = BatchDimensions < 0 ? BatchDimensions + indices.Shape.Rank : BatchDimensions;
        if (batch < 0 || batch > axis || batch > indices.Shape.Rank)
        {
            throw context.Mismatch("the number of shared axes is not possible", $"0 to {Math.Min(axis, indices.Shape.Rank)}",
                $"{BatchDimensions}");
        }

        var sizes = table.Shape.ToArray();
        for (var shared = 0; shared < batch; shared++)
        {
            if (sizes[shared] >= 0 && indices.Shape[shared] >= 0 && sizes[shared] != indices.Shape[shared])
            {
                throw context.Mismatch($"table and indices differ on axis {shared}, which they share", table.Shape.ToString(),
                    indices.Shape.ToString());
            }

            sizes[shared] = Math.Max(sizes[shared], indices.Shape[shared]);
        }

        return [new TypedShape(table.ElementType,
            context.Bounded([.. sizes[..axis], .. indices.Shape.Sizes[batch..], .. sizes[(axis + 1)..]]))];
    }

    public AxisSource SourceOf(Node node, int output, int axis)
    {
        var (table, indices) = (node.Input(0).Shape, node.Input(1).Shape);
        if (!table.HasRank || !indices.HasRank)
        {
            return AxisSource.None;
        }

        var along = AxisRules.FromStart(Axis, table.Rank);
        var positions = indices.Rank - (BatchDimensions < 0 ? BatchDimensions + indices.Rank : BatchDimensions);
        return axis < along ? AxisSource.Size(0, axis)
            : axis < along + positions ? AxisSource.Size(1, indices.Rank - positions + axis - along)
            : AxisSource.Size(0, axis - positions + 1);
    }

    public KernelSupport SupportMovement(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == operands.Output.ElementType,
            $"{operands.Output.ElementType} slices of a {operands.Input(0).ElementType} table");

    public Step PrepareMovement(KernelContext context) => new GatherStep(new GatherShape(this, context), context);
}
