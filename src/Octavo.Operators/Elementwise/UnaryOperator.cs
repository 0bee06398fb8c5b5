using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>A function of one operand, element by element: the output has the input's type and shape.</summary>
/// <typeparam name="TFunction">The function of float32 (and, through it, of float16).</typeparam>
internal abstract record UnaryOperator<TFunction> : Operator, IShapeInference, IElementwise, IMemoryUse, IFloatKernel
    where TFunction : struct, IFloatUnary
{
    protected virtual TFunction Function => default;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [context.Input(0)];

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.OverFloats(node);

    public virtual KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float(operands);

    public virtual Step PrepareFloat(KernelContext context) => ElementwiseKernels.Unary(context, Function);
}
