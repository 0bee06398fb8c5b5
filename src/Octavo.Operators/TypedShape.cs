using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>What is known of a value before it is computed.</summary>
internal readonly record struct TypedShape(ElementType ElementType, Shape Shape);
