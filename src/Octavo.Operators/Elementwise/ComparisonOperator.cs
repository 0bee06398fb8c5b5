using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A question about two operands of one type, element by element, with broadcasting; the output is boolean.</summary>
internal abstract record ComparisonOperator<TFunction> : Operator, IShapeInference, IElementwise, IFloatKernel, IPlainIntegerKernel
    where TFunction : struct, IFloatBinary, IIntegerComparison
{
    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(ElementType.Boolean, context.Broadcast())];

    public KernelSupport SupportFloat(OperandTypes operands) => ElementwiseTypes.Float(operands);

    public Step PrepareFloat(KernelContext context) => ElementwiseKernels.Compare(context, default(TFunction));

    public virtual KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.AllAndBoolean);

    public virtual Step PreparePlainInteger(KernelContext context) => ElementwiseKernels.IntegerCompare(context, default(TFunction));
}
