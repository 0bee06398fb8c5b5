using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>An input or output of the outer graph, as a file or a user names it: the tensor is <c>node</c> or <c>node:index</c>.</summary>
internal sealed record OuterPort(string Name, string Tensor, ElementType? ElementType, Shape Shape);
