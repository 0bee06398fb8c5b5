using System.Diagnostics.CodeAnalysis;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

/// <summary>Runs an operator with weights, on operands that are constants or computed, plain or quantized.</summary>
internal static class WeightedNode
{
    internal sealed record Operand(Tensor Tensor, AffineQuantization? Quantization = null, bool IsConstant = true)
    {
        [return: NotNullIfNotNull(nameof(tensor))]
        public static implicit operator Operand?(Tensor? tensor) => tensor is null ? null : new(tensor);
    }

    /// <summary>The operand as a value that a model computes.</summary>
    public static Operand Computed(Tensor tensor, AffineQuantization? quantization = null) => new(tensor, quantization, false);

    public static Tensor Run(Operator @operator, params Operand?[] operands) =>
        NodeEvaluator.Evaluate(Node(@operator, operands), [.. operands.Select(operand => operand?.Tensor)])[0];

    public static Node Node(Operator @operator, params Operand?[] operands) => Node(@operator, ElementType.Float32, operands);

    public static Node Node(Operator @operator, ElementType outputType, params Operand?[] operands)
    {
        var builder = new GraphBuilder("test");
        return builder.EmitNode("block1/node", @operator, [.. operands.Select((operand, index) => Value(builder.Edit, index, operand))],
            ["output"], outputType);
    }

    private static Value? Value(GraphEdit edit, int index, Operand? operand)
    {
        if (operand is null)
        {
            return null;
        }

        var value = operand.IsConstant
            ? edit.AddConstant($"input{index}", operand.Tensor)
            : edit.AddInput($"input{index}", operand.Tensor.ElementType, operand.Tensor.Shape);
        edit.SetQuantization(value, operand.Quantization);
        return value;
    }
}
