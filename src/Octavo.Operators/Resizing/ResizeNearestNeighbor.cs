using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <inheritdoc cref="ResizeOperator"/>
internal sealed record ResizeNearestNeighbor(bool AlignCorners, bool HalfPixelCenters)
    : ResizeOperator(AlignCorners, HalfPixelCenters), IMovementKernel,
    IQuantizable, ITFLiteCodec<ResizeNearestNeighbor, ResizeNearestNeighborOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RESIZE_NEAREST_NEIGHBOR;

    public static OperatorSignature Signature =>
        new OperatorSignature(4).In("input", TypeSet.Numbers).In("size", TypeSet.Integers).Out("output", TypeSet.Numbers);

    public override string Name => "RESIZE_NEAREST_NEIGHBOR";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public static ResizeNearestNeighbor Read(ResizeNearestNeighborOptions options) => new(options.AlignCorners, options.HalfPixelCenters);

    public ResizeNearestNeighborOptions Write() => new() { AlignCorners = AlignCorners, HalfPixelCenters = HalfPixelCenters };

    public KernelSupport SupportMovement(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType.BitsPerElement() >= 8,
            "elements smaller than a byte, or of no fixed size, cannot be picked");

    public Step PrepareMovement(KernelContext context)
    {
        var (input, output) = (context.Input(0), context.Output(0));
        return new NearestStep(context, Height(input, output), Width(input, output));
    }
}
