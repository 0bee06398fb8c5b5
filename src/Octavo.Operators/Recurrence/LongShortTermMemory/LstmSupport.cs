using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Which types of operands the float and hybrid kernels of a long short-term memory take.</summary>
internal static class LstmSupport
{
    public static KernelSupport Float(OperandTypes operands, LstmAttributes attributes, params ReadOnlySpan<LstmOperands> cells)
    {
        var support = Activations(operands, attributes);
        foreach (var cell in cells)
        {
            support = support
                .And(HasStates(operands, cell))
                .And(RecurrentProduct.SupportFloat(operands, [.. cell.Weights(attributes.DiagonalRecurrentWeights)]))
                .And(RecurrentProduct.SupportFloat(operands, [.. cell.FloatOperands(attributes.DiagonalRecurrentWeights)]));
        }

        return support;
    }

    public static KernelSupport Hybrid(OperandTypes operands, LstmAttributes attributes, params ReadOnlySpan<LstmOperands> cells)
    {
        var support = Activations(operands, attributes);
        foreach (var cell in cells)
        {
            support = support
                .And(HasStates(operands, cell))
                .And(RecurrentProduct.SupportMixed(operands, [.. cell.Products(attributes.DiagonalRecurrentWeights)]))
                .And(RecurrentProduct.SupportHybrid(operands,
                    [.. cell.PeepholeOperands().Where(index => operands.OptionalInput(index)?.ElementType != ElementType.Float32)]))
                .And(RecurrentProduct.SupportFloat(operands, [.. cell.FloatOperands(attributes.DiagonalRecurrentWeights)]));
        }

        return support;
    }

    /// <summary>A state may be a variable, or any value that each run starts from.</summary>
    private static KernelSupport HasStates(OperandTypes operands, LstmOperands cell) =>
        KernelSupport.When(operands.OptionalInput(cell.HiddenState) is not null && operands.OptionalInput(cell.CellState) is not null,
            "a state is absent");

    /// <summary>A state is written; memory of a constant is not to be.</summary>
    public static KernelSupport States(OperandTypes operands, LstmOperands cell) =>
        KernelSupport.When(operands.OptionalInput(cell.HiddenState) is { IsConstant: false }
            && operands.OptionalInput(cell.CellState) is { IsConstant: false }, "a state is absent or a constant");

    private static KernelSupport Activations(OperandTypes operands, LstmAttributes attributes) =>
        KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32,
            $"the input is {operands.Input(0).ElementType}, not Float32")
            .And(KernelSupport.When(operands.Output.ElementType == ElementType.Float32,
                $"the output is {operands.Output.ElementType}, not Float32"))
            .And(KernelSupport.When(attributes.Activation != FusedActivation.SignBit, "the activation is a sign bit"));
}
