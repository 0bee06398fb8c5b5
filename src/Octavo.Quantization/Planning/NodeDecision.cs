namespace Octavo.Quantization;

/// <summary>A decision on one node of a model: how it is prepared before its weights are quantized, and why.</summary>
/// <param name="Subgraph">Index of the subgraph.</param>
/// <param name="Id">The node's id in the model: see <see cref="Graphs.Node.Id"/>.</param>
/// <param name="Name">How people call it: <c>CONV_2D 'conv1'</c>.</param>
/// <param name="Algorithm">The name of the algorithm that prepares it.</param>
internal sealed record NodeDecision(int Subgraph, int Id, string Name, string Algorithm, string Reason);
