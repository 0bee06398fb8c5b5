using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Which operands the integer kernel of a long short-term memory takes: 8-bit activations and weights, gates and cells of 16 bits.</summary>
internal static class IntegerLstmSupport
{
    public static KernelSupport Of(Node node, LstmOperands operands, LstmAttributes attributes)
    {
        if (node.Input(0).ElementType != ElementType.Int8 || node.Output.ElementType != ElementType.Int8)
        {
            return KernelSupport.No($"the input is {node.Input(0).ElementType}, not Int8");
        }

        return KernelSupport.When(attributes.Activation == FusedActivation.Tanh, $"the activation is {attributes.Activation}, not Tanh")
            .And(KernelSupport.When(!attributes.DiagonalRecurrentWeights, "recurrent weights are diagonals"))
            .And(LstmSupport.States(node, operands))
            .And(Operands(node, [0, operands.HiddenState], ElementType.Int8, isWeight: false))
            .And(Operands(node, [operands.CellState], ElementType.Int16, isWeight: false))
            .And(Operands(node, [.. Gates(operands.InputWeights), .. Gates(operands.RecurrentWeights), operands.Projection], ElementType.Int8, isWeight: true))
            .And(Operands(node, [operands.Peepholes, operands.Peepholes + 1, operands.Peepholes + 2, .. Gates(operands.Normalizations)], ElementType.Int16, isWeight: true))
            .And(Operands(node, [.. operands.BiasOperands()], ElementType.Int32, isWeight: true))
            .And(KernelSupport.When(node.Output.Quantization is { IsPerChannel: false }, "the output has no single scale"))
            .And(IntegerLstmScales.Support(node, operands));
    }

    private static IEnumerable<int> Gates(int first) => Enumerable.Range(first, LstmOperands.Gates);

    private static KernelSupport Operands(Node node, ReadOnlySpan<int> inputs, ElementType type, bool isWeight)
    {
        foreach (var index in inputs)
        {
            if (node.OptionalInput(index) is not { } value)
            {
                continue;
            }

            if (value.ElementType != type)
            {
                return KernelSupport.No($"input {index} is {value.ElementType}, not {type}");
            }

            if (isWeight && !value.IsConstant)
            {
                return KernelSupport.No($"input {index} is computed");
            }

            if (type != ElementType.Int32 && value.Quantization is not { IsPerChannel: false })
            {
                return KernelSupport.No($"input {index} has no single scale");
            }

            if (type == ElementType.Int8 && isWeight && !value.Quantization!.IsSymmetric)
            {
                return KernelSupport.No($"input {index} has a zero point");
            }
        }

        return KernelSupport.Yes;
    }
}
