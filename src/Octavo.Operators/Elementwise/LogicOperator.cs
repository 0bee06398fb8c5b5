using System.Collections.Frozen;
using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A function of two operands that only integers or booleans have, element by element, with broadcasting.</summary>
internal abstract record LogicOperator<TFunction> : Operator, IShapeInference, IElementwise, IPlainIntegerKernel
    where TFunction : struct, IIntegerBinary
{
    private protected abstract FrozenSet<ElementType> Types { get; }

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(context.Input(0).ElementType, context.Broadcast())];

    public KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, Types);

    public Step PreparePlainInteger(KernelContext context) => ElementwiseKernels.IntegerBinary(context, default(TFunction));
}
