using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The element types that LiteRT folds into segments.</summary>
internal static class SegmentTypes
{
    /// <exception cref="OctavoException">LiteRT does not fold this type (kind UnsupportedOperator).</exception>
    public static void Require(ImportContext context, Value data)
    {
        if (data.ElementType is not (ElementType.Float32 or ElementType.Int32))
        {
            throw context.Unsupported($"no kernel of LiteRT folds {data.ElementType} elements into segments",
                "Cast the data to float32 or int32.");
        }
    }
}
