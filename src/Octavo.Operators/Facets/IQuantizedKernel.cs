namespace Octavo.Operators;

/// <summary>Computes on codes, by the scales of its operands, or turns reals into codes and back.</summary>
internal interface IQuantizedKernel
{
    KernelSupport SupportQuantized(OperandTypes operands);

    Step PrepareQuantized(KernelContext context);
}
