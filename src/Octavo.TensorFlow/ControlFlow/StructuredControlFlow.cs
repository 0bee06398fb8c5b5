using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Gives a graph the control flow of TensorFlow 2: loops of frames (Enter, NextIteration, Exit) become While nodes, branches (Switch,
/// Merge) become If nodes, each with graphs of its own. Loops and branches in these are left for when the graphs are imported. What has no
/// such form stays as it is.
/// </summary>
internal static class StructuredControlFlow
{
    /// <summary>Deeper than any model; what is deeper would take a stack without end.</summary>
    public const int DeepestNesting = 128;

    /// <exception cref="OctavoException">
    /// Frames or branches lie too deep in each other, or do not fit together (kind MalformedModel).
    /// </exception>
    public static TensorFlowGraph Of(TensorFlowGraph graph)
    {
        try
        {
            return BranchMerges.Replace(LoopFrames.Replace(graph));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or KeyNotFoundException)
        {
            throw new OctavoException(
                ErrorKind.MalformedModel, $"Loops or branches do not fit together: {error.Message}", $"graph '{graph.Name}'",
                "an Enter and a NextIteration for each loop's Merge",
                hint: "Save the model again with TensorFlow.");
        }
    }

    /// <exception cref="OctavoException">The depth is too large.</exception>
    public static void RequireDepth(int depth, string where, int deepest = DeepestNesting)
    {
        if (depth > deepest)
        {
            throw new OctavoException(ErrorKind.UnsupportedFeature, "Loops or branches lie too deep within each other.", where,
                $"at most {deepest} levels", $"{depth} or more");
        }
    }
}
