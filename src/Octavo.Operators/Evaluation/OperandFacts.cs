using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>The shapes that the operands of a kernel have as it is prepared for them.</summary>
internal sealed class OperandFacts(KernelContext context) : ValueFacts
{
    public override Shape ShapeOf(Value value)
    {
        for (var index = 0; index < context.Node.Inputs.Count; index++)
        {
            if (ReferenceEquals(context.Node.Inputs[index], value) && context.OptionalInput(index) is { } operand)
            {
                return operand.Shape;
            }
        }

        return value.Shape;
    }
}
