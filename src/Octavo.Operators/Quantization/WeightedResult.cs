using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What operators with weights have in common when their results are typed and their operands checked.</summary>
internal static class WeightedResult
{
    /// <summary>Float activations give floats; integer ones give what is declared, or their own type where that is no integer.</summary>
    public static ElementType Type(ElementType activations, ElementType declared) =>
        activations.IsFloatingPoint() || !declared.IsInteger() ? activations : declared;

    /// <exception cref="OctavoException">
    /// The bias is there and has not one element for each output channel (kind Shape), or is not float32 while the activations are (kind
    /// UnsupportedOperator).
    /// </exception>
    public static void CheckBias(ShapeContext context, int input, int outputChannels)
    {
        if (context.Input(0).ElementType == ElementType.Float32
            && context.OptionalInput(input) is { ElementType: not ElementType.Float32 and var type })
        {
            throw new OctavoException(ErrorKind.UnsupportedOperator, "the bias has another element type than the activations",
                context.Where, "Float32", type.ToString());
        }

        if (input < context.InputCount && context.OptionalInput(input) is { Shape.IsKnown: true } bias
            && outputChannels != Shape.UnknownSize && bias.Shape.ElementCount != outputChannels)
        {
            throw context.Mismatch(
                $"bias has {bias.Shape.ElementCount} elements, weights have {outputChannels} output channels",
                $"a bias of {outputChannels} elements", $"{bias.Shape}");
        }
    }

    /// <exception cref="OctavoException">The rank is known and another one.</exception>
    public static void CheckRank(ShapeContext context, string operand, Shape shape, int rank)
    {
        if (shape.HasRank && shape.Rank != rank)
        {
            throw context.Mismatch($"{operand} has rank {shape.Rank}", $"rank {rank}", $"{shape}");
        }
    }
}
