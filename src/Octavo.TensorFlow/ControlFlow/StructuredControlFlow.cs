namespace Octavo.TensorFlow;

/// <summary>
/// Gives a graph the control flow of TensorFlow 2: loops of frames (Enter, NextIteration, Exit) become While nodes, branches (Switch, Merge) become If nodes, each
/// with graphs of its own. Loops and branches in these are left for when the graphs are imported. What has no such form stays as it is.
/// </summary>
internal static class StructuredControlFlow
{
    public static TensorFlowGraph Of(TensorFlowGraph graph) => BranchMerges.Replace(LoopFrames.Replace(graph));
}
