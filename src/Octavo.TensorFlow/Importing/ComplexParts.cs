using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Takes complex numbers as pairs of reals, which is how they lie in memory.</summary>
internal static class ComplexParts
{
    /// <summary>From complex64 [...] to float32 [..., 2]: the real and the imaginary part.</summary>
    public static Value ToParts(this ImportContext context, Value value) => context.Reinterpret(value, ElementType.Float32);

    /// <summary>From float32 [..., 2] to complex64 [...].</summary>
    public static Value ToComplex(this ImportContext context, Value value) => context.Reinterpret(value, ElementType.Complex64);

    /// <summary>The same bytes as another type; smaller elements get an axis of their own, the last.</summary>
    public static Value Reinterpret(this ImportContext context, Value value, ElementType elementType) =>
        value.ElementType == elementType ? value : context.EmitTyped(new Bitcast(elementType), elementType, value);
}
