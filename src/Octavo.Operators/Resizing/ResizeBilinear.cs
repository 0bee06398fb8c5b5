using Octavo.FlatBuffers;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <inheritdoc cref="ResizeOperator"/>
internal sealed record ResizeBilinear(bool AlignCorners, bool HalfPixelCenters)
    : ResizeOperator(AlignCorners, HalfPixelCenters), IFloatKernel, IQuantizable, ITFLiteCodec<ResizeBilinear, ResizeBilinearOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.RESIZE_BILINEAR;

    public static OperatorSignature Signature =>
        new OperatorSignature(4).In("input", TypeSet.Activations).In("size", TypeSet.Integers).Out("output", TypeSet.Activations);

    public override string Name => "RESIZE_BILINEAR";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    private protected override bool AdmitsBothRules => false;

    public static ResizeBilinear Read(ResizeBilinearOptions options) => new(options.AlignCorners, options.HalfPixelCenters);

    public ResizeBilinearOptions Write() => new() { AlignCorners = AlignCorners, HalfPixelCenters = HalfPixelCenters };

    public KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32, "the input must be float32");

    public Step PrepareFloat(KernelContext context)
    {
        var (input, output) = (context.Input(0), context.Output(0));
        return new FloatBilinearStep(context, Height(input, output), Width(input, output));
    }
}
