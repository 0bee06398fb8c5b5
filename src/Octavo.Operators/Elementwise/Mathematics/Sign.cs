using Octavo.FlatBuffers;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>-1, 0 or 1; NaN stays NaN.</summary>
internal sealed record Sign : IntegerUnaryOperator<SignFunction>, ITFLiteCodec<Sign, SignOptions>
{
    public static BuiltinOperator Code => BuiltinOperator.SIGN;

    public static OperatorSignature Signature => OperatorSignature.Unary(TypeSet.Numbers, 2);

    public override string Name => "SIGN";

    public override KernelSupport SupportFloat(OperandTypes operands) =>
        operands.Input(0).ElementType == ElementType.Float64 ? KernelSupport.Yes : base.SupportFloat(operands);

    public override Step PrepareFloat(KernelContext context) => context.Input(0).ElementType == ElementType.Float64
        ? new FlatStep<DoubleSignRun>(context, default)
        : base.PrepareFloat(context);

    public static Sign Read(SignOptions options) => new();

    public SignOptions Write() => new();
}
