namespace Octavo.Operators;

/// <summary>Computes by running other graphs.</summary>
internal interface IControlKernel
{
    KernelSupport SupportControl(OperandTypes operands);

    Step PrepareControl(KernelContext context);
}
