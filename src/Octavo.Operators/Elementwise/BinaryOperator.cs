using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A function of two operands of one type, element by element, with broadcasting.</summary>
/// <typeparam name="TFunction">The function of float32 (and, through it, of float16).</typeparam>
internal abstract record BinaryOperator<TFunction> : Operator, IShapeInference, IElementwise, IMemoryUse, IFloatKernel
    where TFunction : struct, IFloatBinary
{
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(context.Input(0).ElementType, context.Broadcast())];

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.OverFloats(node);

    public KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float(operands);

    public Step PrepareFloat(KernelContext context) => ElementwiseKernels.Binary(context, default(TFunction));
}
