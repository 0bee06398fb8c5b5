using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record If : IControlKernel
{
    public KernelSupport SupportControl(OperandTypes operands)
    {
        foreach (var branch in new[] { Then.Target, Else.Target })
        {
            if (branch.Inputs.Count != operands.Inputs.Count - 1 || branch.Outputs.Count != operands.Outputs.Count)
            {
                return KernelSupport.No($"{branch} has another number of inputs or outputs than the operands gives it");
            }

            for (var index = 0; index < branch.Inputs.Count; index++)
            {
                if (branch.Inputs[index].ElementType != operands.Input(index + 1).ElementType)
                {
                    return KernelSupport.No(
                        $"input {index + 1} is {operands.Input(index + 1).ElementType}, "
                        + $"and {branch.Inputs[index].ElementType} in {branch}");
                }
            }

            for (var index = 0; index < branch.Outputs.Count; index++)
            {
                if (branch.Outputs[index].ElementType != operands.Outputs[index].ElementType)
                {
                    return KernelSupport.No(
                        $"output {index} is {operands.Outputs[index].ElementType}, "
                        + $"and {branch.Outputs[index].ElementType} in {branch}");
                }
            }
        }

        return KernelSupport.When(operands.Input(0).ElementType == ElementType.Boolean,
            $"the condition is {operands.Input(0).ElementType}, not Boolean");
    }

    public Step PrepareControl(KernelContext context) => new IfStep(context, Then.Target, Else.Target);
}
