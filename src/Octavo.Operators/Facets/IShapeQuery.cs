using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// Marks an operator whose output depends on its inputs' shapes alone (SHAPE, RANK), so that it is known before anything runs.
/// </summary>
internal interface IShapeQuery
{
    /// <summary>The output, or null where a size that it needs is unknown.</summary>
    Tensor? Answer(ShapeContext context);
}
