namespace Octavo.TensorFlow;

/// <summary>A file that the graph reads, such as a vocabulary.</summary>
/// <param name="Tensor">The tensor of the graph that holds its path, like <c>Const:0</c>.</param>
/// <param name="Path">Where it lies; inside of the model's folder.</param>
internal sealed record SavedModelAsset(string Tensor, string Path);
