using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Moves blocks of space into channels: [batch, height, width, depth] becomes [batch, height / block, width / block, depth * block *
/// block].
/// </summary>
internal sealed record SpaceToDepth(int BlockSize)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<SpaceToDepth, SpaceToDepthOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SPACE_TO_DEPTH;

    public static OperatorSignature Signature => OperatorSignature.Movement(2);

    public override string Name => "SPACE_TO_DEPTH";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.EightBits);

    public static SpaceToDepth Read(SpaceToDepthOptions options) => new(options.BlockSize);

    public SpaceToDepthOptions Write() => new() { BlockSize = BlockSize };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!data.Shape.HasRank)
        {
            return [new TypedShape(data.ElementType, AxisRules.OfRank(4))];
        }

        if (data.Shape.Rank != 4 || BlockSize < 1 || (data.Shape[1] >= 0 && data.Shape[1] % BlockSize != 0)
            || (data.Shape[2] >= 0 && data.Shape[2] % BlockSize != 0))
        {
            throw context.Mismatch("space cannot be cut into blocks",
                $"[batch, height, width, depth], height and width multiples of {BlockSize}", data.Shape.ToString());
        }

        return [new TypedShape(data.ElementType, new Shape(
            data.Shape[0],
            data.Shape[1] < 0 ? Shape.UnknownSize : data.Shape[1] / BlockSize,
            data.Shape[2] < 0 ? Shape.UnknownSize : data.Shape[2] / BlockSize,
            data.Shape[3] < 0 ? Shape.UnknownSize : context.Size((long)data.Shape[3] * BlockSize * BlockSize)))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new DepthBlockStep(context, BlockSize, true);
}
