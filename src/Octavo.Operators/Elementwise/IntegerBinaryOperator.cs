using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>A function of two operands that plain integers have too; they wrap around.</summary>
internal abstract record IntegerBinaryOperator<TFunction> : BinaryOperator<TFunction>, IIntegerKernel
    where TFunction : struct, IFloatBinary, IIntegerBinary
{
    public virtual KernelSupport SupportInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.All);

    public virtual Step PrepareInteger(KernelContext context) => ElementwiseKernels.IntegerBinary(context, default(TFunction));
}
