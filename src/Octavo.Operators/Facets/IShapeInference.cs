using System.Collections.Immutable;

namespace Octavo.Operators;

/// <summary>The facet that every operator has: what its outputs look like.</summary>
internal interface IShapeInference
{
    /// <summary>
    /// Types and shapes of all outputs. A size that the inputs do not fix is unknown, never guessed; when the inputs' shapes are known and
    /// the operands that name shapes are known values, so are the outputs' (but for operators whose output size depends on data).
    /// </summary>
    /// <exception cref="OctavoException">Inputs are missing or do not go together (kind Shape).</exception>
    ImmutableArray<TypedShape> InferOutputs(ShapeContext context);
}
