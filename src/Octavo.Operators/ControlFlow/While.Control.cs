using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record While : IControlKernel
{
    /// <summary>The graphs' own nodes answer for themselves.</summary>
    public KernelSupport SupportControl(OperandTypes operands)
    {
        var (condition, body) = (Condition.Target, Body.Target);
        var count = operands.Inputs.Count;
        if (operands.Outputs.Count != count || condition.Inputs.Count != count || body.Inputs.Count != count || body.Outputs.Count != count)
        {
            return KernelSupport.No($"the loop has {count} values, and its graphs another number");
        }

        for (var index = 0; index < count; index++)
        {
            var type = operands.Input(index).ElementType;
            if (body.Inputs[index].ElementType != type || body.Outputs[index].ElementType != type
                || condition.Inputs[index].ElementType != type || operands.Outputs[index].ElementType != type)
            {
                return KernelSupport.No($"value {index} of the loop has another element type in its graphs, {type} outside");
            }
        }

        return KernelSupport.When(
            condition.Outputs is [{ ElementType: ElementType.Boolean }],
            $"{condition} gives {string.Join(", ", condition.Outputs)}, not one boolean");
    }

    public Step PrepareControl(KernelContext context) => new WhileStep(context, Condition.Target, Body.Target);
}
