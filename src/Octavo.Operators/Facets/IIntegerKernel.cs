namespace Octavo.Operators;

/// <summary>Computes on integers and booleans: quantized (with scales) or plain.</summary>
internal interface IIntegerKernel
{
    KernelSupport SupportInteger(OperandTypes operands);

    Step PrepareInteger(KernelContext context);
}
