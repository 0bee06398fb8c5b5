using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Asks an operator's hybrid kernel whether it would compute with the forms that are planned, before anything is changed or measured.</summary>
internal static class HybridTrial
{
    /// <summary>Yes where the operator has no hybrid kernel here to ask: its contract stands for LiteRT's.</summary>
    public static KernelSupport Ask(Node node, IEnumerable<WeightUse> uses)
    {
        if (node.Operator is not IHybridKernel)
        {
            return KernelSupport.Yes;
        }

        var planned = uses.Where(use => use.IsInPlace).ToDictionary(use => use.Input);
        var edit = new GraphEdit(new Graph(node.Name));
        var inputs = node.Inputs.Select((input, index) => input is null ? null : planned.TryGetValue(index, out var use) ? Form(edit, use) : Copy(edit, input)).ToList();
        var trial = edit.AddNode(node.Name, node.Operator, inputs, [.. node.Outputs.Select(output => Copy(edit, output))]);
        return ((IHybridKernel)trial.Operator).SupportHybrid(trial);
    }

    private static Value Form(GraphEdit edit, WeightUse use)
    {
        var shape = use.Constant.Constant!.Shape;
        var count = use.Axis is { } axis ? shape[axis] : 1;
        var constant = Constant.Lazy(use.Solver!.ElementType, shape, use.Constant.Name, () => throw new InvalidOperationException("A trial has no elements."));
        var value = edit.AddConstant(
            use.Constant.Name, constant, new AffineQuantization([.. Enumerable.Repeat(1f, count)], [.. Enumerable.Repeat(0L, count)], use.Axis ?? 0));
        edit.SetSparsity(value, use.Constant.Sparsity);
        return value;
    }

    private static Value Copy(GraphEdit edit, Value value)
    {
        var copy = value.Constant is { } constant ? edit.AddConstant(value.Name, constant) : edit.NewValue(value.Name, value.ElementType, value.Shape);
        edit.SetQuantization(copy, value.Quantization, value.QuantizationDetail);
        return copy;
    }
}
