using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The facet of an operator that keeps state in variable inputs whose shape follows from its other inputs, such as a batch that was
/// resized.
/// </summary>
internal interface IStateShapes
{
    /// <summary>The present shape of a variable input, or null where the declared one holds.</summary>
    /// <exception cref="OctavoException">Inputs are missing or do not go together (kind Shape).</exception>
    Shape? StateShape(ShapeContext context, int input);
}
