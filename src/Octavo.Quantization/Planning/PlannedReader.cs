namespace Octavo.Quantization;

/// <summary>One input of one node that reads a constant.</summary>
/// <param name="Node">The node's id in the model.</param>
/// <param name="Input">The input's index.</param>
/// <param name="Name">How people call the node: <c>CONV_2D 'conv1'</c>.</param>
internal sealed record PlannedReader(int Node, int Input, string Name);
