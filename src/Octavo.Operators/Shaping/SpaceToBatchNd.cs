using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Pads space with zeros (quantized: with the zero point) and moves each position within a block into the batch: input [batch, space...,
/// rest...]; block shape int32 [m]; paddings int32 [m, 2]. Output [batch * blocks' positions, padded space / block..., rest...], the
/// position within the block outermost.
/// </summary>
internal sealed record SpaceToBatchNd
    : Operator, IShapeInference, IMovementKernel, IQuantizable, ITFLiteCodec<SpaceToBatchNd, SpaceToBatchNDOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SPACE_TO_BATCH_ND;

    public static OperatorSignature Signature => OperatorSignature.Movement(4, "block shape", "paddings");

    public override string Name => "SPACE_TO_BATCH_ND";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 3);

    public static SpaceToBatchNd Read(SpaceToBatchNDOptions options) => new();

    public SpaceToBatchNDOptions Write() => new();

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!BatchBlockStep.KnowsBlocks(context, out var blocks, out var paddings))
        {
            return [new TypedShape(data.ElementType, data.Shape.HasRank ? AxisRules.OfRank(data.Shape.Rank) : Shape.Unknown)];
        }

        var sizes = data.Shape.ToArray();
        long batch = sizes[0];
        for (var axis = 1; axis <= blocks.Length; axis++)
        {
            var block = blocks[axis - 1];
            batch = batch < 0 ? batch : context.Size(batch * block);
            if (sizes[axis] >= 0)
            {
                var padded = (long)sizes[axis] + paddings[(2 * axis) - 2] + paddings[(2 * axis) - 1];
                sizes[axis] = padded % block == 0 ? context.Size(padded / block)
                    : throw context.Mismatch($"padded axis {axis} cannot be cut into blocks", $"a multiple of {block}", $"{padded}");
            }
        }

        sizes[0] = (int)batch;
        return [new TypedShape(data.ElementType, context.Bounded(sizes))];
    }

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new BatchBlockStep(context, true);
}
