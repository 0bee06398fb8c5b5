namespace Octavo.Operators;

/// <summary>Moves elements without looking at their value, so that one kernel serves all element types of a size.</summary>
internal interface IMovementKernel
{
    KernelSupport SupportMovement(OperandTypes operands);

    Step PrepareMovement(KernelContext context);
}
