using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>A function of two operands that plain integers have too; they wrap around.</summary>
internal abstract record IntegerBinaryOperator<TFunction> : BinaryOperator<TFunction>, IPlainIntegerKernel
    where TFunction : struct, IFloatBinary, IIntegerBinary
{
    public KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.All);

    public Step PreparePlainInteger(KernelContext context) => ElementwiseKernels.IntegerBinary(context, default(TFunction));
}
