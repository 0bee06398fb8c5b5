using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record If : IControlKernel
{
    public KernelSupport SupportControl(Node node)
    {
        foreach (var branch in new[] { Then.Target, Else.Target })
        {
            if (branch.Inputs.Count != node.Inputs.Count - 1 || branch.Outputs.Count != node.Outputs.Count)
            {
                return KernelSupport.No($"{branch} has another number of inputs or outputs than the node gives it");
            }

            for (var index = 0; index < branch.Inputs.Count; index++)
            {
                if (branch.Inputs[index].ElementType != node.Input(index + 1).ElementType)
                {
                    return KernelSupport.No($"input {index + 1} is {node.Input(index + 1).ElementType}, and {branch.Inputs[index].ElementType} in {branch}");
                }
            }

            for (var index = 0; index < branch.Outputs.Count; index++)
            {
                if (branch.Outputs[index].ElementType != node.Outputs[index].ElementType)
                {
                    return KernelSupport.No($"output {index} is {node.Outputs[index].ElementType}, and {branch.Outputs[index].ElementType} in {branch}");
                }
            }
        }

        return KernelSupport.When(node.Input(0).ElementType == ElementType.Boolean, $"the condition is {node.Input(0).ElementType}, not Boolean");
    }

    public Step PrepareControl(KernelContext context) => new IfStep(context, Then.Target, Else.Target);
}
