using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What is known of a value before it is computed.</summary>
public readonly record struct TypedShape(ElementType ElementType, Shape Shape);
