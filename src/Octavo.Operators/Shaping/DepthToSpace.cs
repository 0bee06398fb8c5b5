using System.Collections.Immutable;
using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Moves channels into blocks of space: [batch, height, width, depth] becomes [batch, height * block, width * block, depth / (block *
/// block)].
/// </summary>
internal sealed record DepthToSpace(int BlockSize)
    : Operator, IShapeInference, IAxisMap, IMovementKernel, IQuantizable, ITFLiteCodec<DepthToSpace, DepthToSpaceOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.DEPTH_TO_SPACE;

    public static OperatorSignature Signature => OperatorSignature.Movement(2);

    public override string Name => "DEPTH_TO_SPACE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.EightBits);

    public static DepthToSpace Read(DepthToSpaceOptions options) => new(options.BlockSize);

    public DepthToSpaceOptions Write() => new() { BlockSize = BlockSize };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (!data.Shape.HasRank)
        {
            return [new TypedShape(data.ElementType, AxisRules.OfRank(4))];
        }

        var block = (long)BlockSize * BlockSize;
        if (data.Shape.Rank != 4 || BlockSize < 1 || (data.Shape[3] >= 0 && data.Shape[3] % block != 0))
        {
            throw context.Mismatch("channels cannot be spread over blocks", $"[batch, height, width, depth], depth a multiple of {block}",
                data.Shape.ToString());
        }

        return [new TypedShape(data.ElementType, new Shape(
            data.Shape[0],
            data.Shape[1] < 0 ? Shape.UnknownSize : context.Size((long)data.Shape[1] * BlockSize),
            data.Shape[2] < 0 ? Shape.UnknownSize : context.Size((long)data.Shape[2] * BlockSize),
            data.Shape[3] < 0 ? Shape.UnknownSize : (int)(data.Shape[3] / block)))];
    }

    public AxisSource SourceOf(Node node, int output, int axis) => axis == 0 ? AxisSource.Size(0, 0) : AxisSource.None;

    public KernelSupport SupportMovement(OperandTypes operands) => KernelSupport.Yes;

    public Step PrepareMovement(KernelContext context) => new DepthBlockStep(context, BlockSize, false);
}
