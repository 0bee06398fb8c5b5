using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The shape of a tensor in the middle of a graph, by what lies before it; that need not be convertible.</summary>
internal static class InteriorShapes
{
    /// <param name="outer">The graph.</param>
    /// <param name="tensor">An output of one of its nodes.</param>
    /// <param name="noted">What the file itself says of it.</param>
    /// <returns>Unknown where nothing tells it.</returns>
    public static Shape Of(OuterGraph outer, NodeOutput tensor, Shape noted)
    {
        if (noted.HasRank)
        {
            return noted;
        }

        try
        {
            var before = outer.ReadBefore(tensor);
            return new GraphImport(before, new ModelVariables([before]),
                new UnsupportedOperations($"what lies before '{tensor}'")) { IsTrial = true }.ShapeOf(before.Outputs[0].Value);
        }
        catch (OctavoException)
        {
            // What lies before is dropped: whatever is wrong with it is no concern of this model's.
            return Shape.Unknown;
        }
    }
}
