using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>What TensorFlow takes for true, as a boolean scalar.</summary>
internal static class Conditions
{
    /// <summary>
    /// A boolean is itself; a number is true where it is not zero; a tensor of any other rank is true where it has elements.
    /// </summary>
    /// <exception cref="OctavoException">Unsupported: a text.</exception>
    public static Value AsCondition(this ImportContext context, Value value)
    {
        if (value.ElementType == ElementType.String)
        {
            throw context.Unsupported("the condition is a text", "Compare it with the empty text in front of the model.");
        }

        if (value.Shape is { HasRank: true, Rank: > 0 } && value.ElementType != ElementType.Boolean)
        {
            var count = context.Emit(new ReduceProd(false), context.SizesOf(value), context.Integers(0));
            return context.Emit(new Greater(), count, context.Constant(Tensor.Scalar(0)));
        }

        return value.ElementType == ElementType.Boolean ? value : context.Emit(new NotEqual(), value, context.Scalar(value.ElementType, 0));
    }
}
