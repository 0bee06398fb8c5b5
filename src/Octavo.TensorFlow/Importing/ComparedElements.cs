using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Elements in types that LiteRT compares.</summary>
internal static class ComparedElements
{
    /// <summary>The same numbers in a type that LiteRT compares for equality; wider where that type holds each of them exactly.</summary>
    public static Value Compared(this ImportContext context, Value value) => context.Cast(value, value.ElementType switch
    {
        ElementType.Float32 or ElementType.Int32 or ElementType.Int64 or ElementType.Boolean => value.ElementType,
        ElementType.Float16 or ElementType.BFloat16 => ElementType.Float32,
        ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 => ElementType.Int32,
        ElementType.UInt32 => ElementType.Int64,
        _ => throw context.Unsupported($"no kernel of LiteRT compares {value.ElementType} elements"),
    });
}
