namespace Octavo.Operators;

/// <summary>
/// Computes on integers and booleans as the numbers that they are: indices, counts, arithmetic of int32. Codes are compared at most.
/// </summary>
internal interface IPlainIntegerKernel
{
    KernelSupport SupportPlainInteger(OperandTypes operands);

    Step PreparePlainInteger(KernelContext context);
}
