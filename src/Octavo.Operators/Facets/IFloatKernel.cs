namespace Octavo.Operators;

/// <summary>Computes in float32 (inputs and outputs float32, other operands as the operator defines).</summary>
internal interface IFloatKernel
{
    KernelSupport SupportFloat(OperandTypes operands);

    Step PrepareFloat(KernelContext context);
}
