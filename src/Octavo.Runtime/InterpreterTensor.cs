using Octavo.Tensors;

namespace Octavo.Runtime;

/// <summary>What a caller may know of an input or output: its name for callers, its type, its present shape and its quantization.</summary>
public sealed record InterpreterTensor(string Name, ElementType ElementType, Shape DeclaredShape, Shape Shape, AffineQuantization? Quantization);
