namespace Octavo.TensorFlow;

/// <summary>A frame of TensorFlow 1: what Enter nodes of one name lead into.</summary>
/// <param name="Outer">Null where it is the graph itself.</param>
internal sealed record LoopFrame(LoopFrame? Outer, string Name)
{
    public int Depth { get; } = Outer is null ? 1 : Outer.Depth + 1;

    /// <summary>
    /// The frame that each node of a graph runs in; those that run in none are left out, such as constants without inputs.
    /// </summary>
    public static Dictionary<string, LoopFrame> Of(TensorFlowGraph graph)
    {
        var frames = new Dictionary<string, LoopFrame>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            var inside = node.Inputs.Select(input => frames.GetValueOrDefault(input.Node)).OfType<LoopFrame>().MaxBy(frame => frame.Depth);
            var own = OperationKinds.IsEnter(node.Operation) ? new LoopFrame(inside, node.Attributes.Text("frame_name"))
                : OperationKinds.IsExit(node.Operation) ? inside?.Outer
                : inside;
            if (own is not null)
            {
                StructuredControlFlow.RequireDepth(own.Depth, $"node '{node.Name}'");
                frames.Add(node.Name, own);
            }
        }

        return frames;
    }
}
