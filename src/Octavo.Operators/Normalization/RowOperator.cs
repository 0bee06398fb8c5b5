using System.Collections.Immutable;
using Octavo.Graphs;

namespace Octavo.Operators;

/// <summary>An operator that does each row of the innermost axis by itself; the output has the input's type and shape.</summary>
public abstract record RowOperator : Operator, IShapeInference, IFloatKernel
{
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.Input(0)];

    public virtual KernelSupport SupportFloat(Node node) => ElementwiseTypes.Float32(node);

    public abstract Step PrepareFloat(KernelContext context);
}
