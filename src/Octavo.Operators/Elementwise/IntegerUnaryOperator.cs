using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>A function of one operand that plain integers have too.</summary>
internal abstract record IntegerUnaryOperator<TFunction> : UnaryOperator<TFunction>, IPlainIntegerKernel
    where TFunction : struct, IFloatUnary, IIntegerUnary
{
    public KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.All);

    public Step PreparePlainInteger(KernelContext context) => ElementwiseKernels.IntegerUnary(context, Function);
}
