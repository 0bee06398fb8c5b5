using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Which types of operands the float and hybrid kernels of a long short-term memory take.</summary>
internal static class LstmSupport
{
    public static KernelSupport Float(Node node, LstmAttributes attributes, params ReadOnlySpan<LstmOperands> cells)
    {
        var support = Activations(node, attributes);
        foreach (var cell in cells)
        {
            support = support
                .And(HasStates(node, cell))
                .And(RecurrentProduct.SupportFloat(node, [.. cell.Weights(attributes.DiagonalRecurrentWeights)]))
                .And(RecurrentProduct.SupportFloat(node, [.. cell.FloatOperands(attributes.DiagonalRecurrentWeights)]));
        }

        return support;
    }

    public static KernelSupport Hybrid(Node node, LstmAttributes attributes, params ReadOnlySpan<LstmOperands> cells)
    {
        var support = Activations(node, attributes);
        foreach (var cell in cells)
        {
            support = support
                .And(HasStates(node, cell))
                .And(RecurrentProduct.SupportMixed(node, [.. cell.Products(attributes.DiagonalRecurrentWeights)]))
                .And(RecurrentProduct.SupportHybrid(node, [.. cell.PeepholeOperands().Where(index => node.OptionalInput(index)?.ElementType != ElementType.Float32)]))
                .And(RecurrentProduct.SupportFloat(node, [.. cell.FloatOperands(attributes.DiagonalRecurrentWeights)]));
        }

        return support;
    }

    /// <summary>A state may be a variable, or any value that each run starts from.</summary>
    private static KernelSupport HasStates(Node node, LstmOperands cell) =>
        KernelSupport.When(node.OptionalInput(cell.HiddenState) is not null && node.OptionalInput(cell.CellState) is not null, "a state is absent");

    /// <summary>A state is written; memory of a constant is not to be.</summary>
    public static KernelSupport States(Node node, LstmOperands cell) =>
        KernelSupport.When(node.OptionalInput(cell.HiddenState) is { IsConstant: false } && node.OptionalInput(cell.CellState) is { IsConstant: false }, "a state is absent or a constant");

    private static KernelSupport Activations(Node node, LstmAttributes attributes) =>
        KernelSupport.When(node.Input(0).ElementType == ElementType.Float32, $"the input is {node.Input(0).ElementType}, not Float32")
            .And(KernelSupport.When(node.Output.ElementType == ElementType.Float32, $"the output is {node.Output.ElementType}, not Float32"))
            .And(KernelSupport.When(attributes.Activation != FusedActivation.SignBit, "the activation is a sign bit"));
}
