using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A function of two operands of one type, element by element, with broadcasting.</summary>
/// <typeparam name="TFunction">The function of float32 (and, through it, of float16).</typeparam>
internal abstract record BinaryOperator<TFunction> : Operator, IShapeInference, IElementwise, IFloatKernel
    where TFunction : struct, IFloatBinary
{
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(ResultType(context), context.Broadcast())];

    public virtual KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float(operands);

    public virtual Step PrepareFloat(KernelContext context) => ElementwiseKernels.Binary(context, default(TFunction));

    /// <summary>The operands' own type, unless the operator has forms that give another one.</summary>
    private protected virtual ElementType ResultType(ShapeContext context) => context.Input(0).ElementType;
}
