namespace Octavo.Operators;

/// <summary>Computes with weights of 8 or fewer bits and float activations, giving float outputs.</summary>
internal interface IHybridKernel
{
    KernelSupport SupportHybrid(OperandTypes operands);

    Step PrepareHybrid(KernelContext context);
}
