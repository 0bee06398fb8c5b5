using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Lets operators that know only float32 serve the narrower floating-point types of TensorFlow, whose values float32 holds exactly.
/// </summary>
internal static class FloatComputation
{
    /// <summary>An input as float32.</summary>
    /// <exception cref="OctavoException">Unsupported: float32 does not hold all values of its type.</exception>
    public static Value InputAsFloat(this ImportContext context, int index) => context.AsFloat(context.Input(index));

    /// <inheritdoc cref="InputAsFloat"/>
    public static Value AsFloat(this ImportContext context, Value value) => value.ElementType switch
    {
        ElementType.Float32 => value,
        ElementType.Float16 or ElementType.BFloat16 => context.Cast(value, ElementType.Float32),
        _ => throw context.Unsupported($"no TFLite kernel computes this in {value.ElementType}",
            "Cast the operands to float32 in the model."),
    };

    /// <summary>Sets an output, computed in float32, to the type that TensorFlow gives it.</summary>
    public static void SetFloatOutput(this ImportContext context, int index, Value value, ElementType elementType) =>
        context.SetOutput(index, context.Cast(value, elementType));
}
