using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Which operands the integer kernel of a long short-term memory takes: 8-bit activations and weights, gates and cells of 16 bits.
/// </summary>
internal static class IntegerLstmSupport
{
    public static KernelSupport Of(OperandTypes types, LstmOperands operands, LstmAttributes attributes)
    {
        if (types.Input(0).ElementType != ElementType.Int8 || types.Output.ElementType != ElementType.Int8)
        {
            return KernelSupport.No($"the input is {types.Input(0).ElementType}, not Int8");
        }

        return KernelSupport.When(attributes.Activation == FusedActivation.Tanh, $"the activation is {attributes.Activation}, not Tanh")
            .And(KernelSupport.When(!attributes.DiagonalRecurrentWeights, "recurrent weights are diagonals"))
            .And(LstmSupport.States(types, operands))
            .And(Operands(types, [0, operands.HiddenState], ElementType.Int8, isWeight: false))
            .And(Operands(types, [operands.CellState], ElementType.Int16, isWeight: false))
            .And(Operands(types, [.. Gates(operands.InputWeights), .. Gates(operands.RecurrentWeights), operands.Projection],
                ElementType.Int8, isWeight: true))
            .And(Operands(types, [operands.Peepholes, operands.Peepholes + 1, operands.Peepholes + 2, .. Gates(operands.Normalizations)],
                ElementType.Int16, isWeight: true))
            .And(Operands(types, [.. operands.BiasOperands()], ElementType.Int32, isWeight: true))
            .And(KernelSupport.When(types.Output.Quantization is { IsPerChannel: false }, "the output has no single scale"))
            .And(IntegerLstmScales.Support(types, operands));
    }

    private static IEnumerable<int> Gates(int first) => Enumerable.Range(first, LstmOperands.Gates);

    private static KernelSupport Operands(OperandTypes types, ReadOnlySpan<int> inputs, ElementType type, bool isWeight)
    {
        foreach (var index in inputs)
        {
            if (types.OptionalInput(index) is not { } value)
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
