using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// The largest elements of rows, in the element types that LiteRT compares; smaller floats as float32, which holds them exactly.
/// </summary>
internal static class LargestElements
{
    /// <param name="count">An int32 scalar.</param>
    public static (Value Values, Value Positions) Emit(ImportContext context, Value data, Value count)
    {
        var type = data.ElementType;
        var compared = type switch
        {
            ElementType.Float32 or ElementType.Int8 or ElementType.Int16 or ElementType.Int32 or ElementType.Int64 or ElementType.UInt8 =>
                type,
            ElementType.Float16 or ElementType.BFloat16 => ElementType.Float32,
            ElementType.UInt16 or ElementType.Boolean => ElementType.Int32,
            ElementType.UInt32 => ElementType.Int64,
            _ => throw context.Unsupported($"no kernel of LiteRT's TOPK_V2 compares {type} elements"),
        };
        var outputs = context.EmitMany(new TopKV2(), 2, null, context.Cast(data, compared), count);
        return (context.Cast(outputs[0], type), outputs[1]);
    }
}
