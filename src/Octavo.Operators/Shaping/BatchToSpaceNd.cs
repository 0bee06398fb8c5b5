using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Moves parts of the batch into blocks of space and crops: input [batch, space..., rest...], the position within a block outermost in the
/// batch; block shape int32 [m]; crops int32 [m, 2]. Output [batch / blocks' positions, space * block - crops..., rest...].
/// </summary>
internal sealed record BatchToSpaceNd
    : Operator, IShapeInference, IMovementKernel, IQuantizable, ITFLiteCodec<BatchToSpaceNd, BatchToSpaceNDOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.BATCH_TO_SPACE_ND;

    public static OperatorSignature Signature => OperatorSignature.Movement(4, "block shape", "crops");

    public override string Name => "BATCH_TO_SPACE_ND";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 3);

    public static BatchToSpaceNd Read(BatchToSpaceNDOptions options) => new();

    public BatchToSpaceNDOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!BatchBlockStep.KnowsBlocks(context, out var blocks, out var crops))
        {
            return [new TypedShape(data.ElementType, data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown)];
        }

        var sizes = data.Shape.ToArray();
        for (var axis = 1; axis <= blocks.Length; axis++)
        {
            var block = blocks[axis - 1];
            sizes[0] = sizes[0] < 0 || sizes[0] % block == 0 ? sizes[0] < 0 ? sizes[0] : sizes[0] / block
                : throw context.Mismatch("the batch is not a whole number of blocks", $"a multiple of {block}", data.Shape.ToString());
            if (sizes[axis] >= 0)
            {
                var cropped = ((long)sizes[axis] * block) - crops[(2 * axis) - 2] - crops[(2 * axis) - 1];
                sizes[axis] = cropped >= 0 ? context.Size(cropped)
                    : throw context.Mismatch($"more is cropped from axis {axis} than there is", $"at most {(long)sizes[axis] * block}",
                        $"{crops[(2 * axis) - 2]} and {crops[(2 * axis) - 1]}");
            }
        }

        return [new TypedShape(data.ElementType, context.Bounded(sizes))];
    }

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new BatchBlockStep(context, false);
}
