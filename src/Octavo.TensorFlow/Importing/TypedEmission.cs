using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Emits operators on element types that their kernels may lack.</summary>
internal static class TypedEmission
{
    /// <summary>Emits an operator whose operands have one type, with casts around it where its kernel lacks that type.</summary>
    /// <param name="context">The node.</param>
    /// <param name="operator">The operator; its result has the operands' type, or is boolean.</param>
    /// <param name="types">What the kernel computes.</param>
    /// <param name="inputs">At least one.</param>
    /// <exception cref="OctavoException">Unsupported: no type of the kernel holds the values.</exception>
    public static Value Compute(this ImportContext context, Operator @operator, KernelTypes types, params Value[] inputs)
    {
        var type = inputs[0].ElementType;
        var through = context.Through(@operator, types, type);
        var result = context.Emit(@operator, inputs.Select(input => context.Cast(input, through)));
        return result.ElementType == through ? context.Cast(result, type) : result;
    }

    /// <summary>The type to compute elements of another type in.</summary>
    /// <exception cref="OctavoException">Unsupported: there is none.</exception>
    public static ElementType Through(this ImportContext context, Operator @operator, KernelTypes types, ElementType type) =>
        types.For(type) ?? throw context.Unsupported(
        $"{@operator.Name} computes {types}, and none of these holds all values of {type}",
            "Cast the values to a type that is listed, in the model.");

    /// <summary>
    /// The type to compute a function of reals in: float32. Values of float64 lose precision, which a function without jumps passes on as a
    /// small relative error.
    /// </summary>
    /// <exception cref="OctavoException">Unsupported: the input holds no real numbers.</exception>
    public static Value InFloat(this ImportContext context, Value value) => value.ElementType.IsFloatingPoint()
        ? context.Cast(value, ElementType.Float32)
        : throw context.Unsupported($"a function of {value.ElementType} elements", "Cast the values to float32 in the model.");
}
