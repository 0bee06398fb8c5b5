using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">What the signature or function calls it; for a frozen graph the tensor's name without <c>:0</c>.</param>
/// <param name="Value">For an input, output 0 of a Placeholder node.</param>
/// <param name="ElementType">Null where the file does not say.</param>
/// <param name="Shape">As declared; with unknown sizes or rank where the file does not say.</param>
internal sealed record GraphPort(string Name, NodeOutput Value, ElementType? ElementType, Shape Shape);
