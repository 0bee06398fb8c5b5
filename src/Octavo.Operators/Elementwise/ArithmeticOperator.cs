using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// A function of two operands of one type, element by element, with broadcasting, whose result passes a fused activation. Plain integers
/// wrap around.
/// </summary>
/// <param name="Activation">A clamp; for integers its bounds are integers. Infinite floats become the largest finite ones.</param>
internal abstract record ArithmeticOperator<TFunction>(FusedActivation Activation)
    : Operator, IShapeInference, IElementwise, IMemoryUse, IFusedActivation, IFloatKernel, IPlainIntegerKernel
    where TFunction : struct, IFloatBinary, IIntegerBinary
{
    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context) => [new(ResultType(context), context.Broadcast())];

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.OverFloats(node);

    public virtual KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(Activation.IsClamp(), $"the fused activation {Activation} is no clamp").And(ElementwiseTypes.Float(operands));

    public virtual Step PrepareFloat(KernelContext context) =>
        ElementwiseKernels.Binary(context, new ClampedFunction<TFunction>(default, Activation.FiniteRange()));

    public virtual KernelSupport SupportPlainInteger(OperandTypes operands) => ElementwiseTypes.Plain(operands, IntegerTypes.All);

    public Step PreparePlainInteger(KernelContext context) => IsZero(context.Input(0).ElementType)
        ? new ZeroStep(context.Output(0))
        : PrepareFunction(context);

    /// <summary>The operands' own type, unless the operator has forms that give another one.</summary>
    private protected virtual ElementType ResultType(ShapeContext context) => context.Input(0).ElementType;

    /// <summary>
    /// Whether plain elements of the type are taken as quantized with a scale of 0, so that the result is 0.
    /// Source: LiteRT's reference kernels, as recorded.
    /// </summary>
    private protected virtual bool IsZero(ElementType type) => false;

    private Step PrepareFunction(KernelContext context) =>
        Activation is FusedActivation.None or FusedActivation.Tanh or FusedActivation.SignBit
        ? ElementwiseKernels.IntegerBinary(context, default(TFunction))
        : ElementwiseKernels.IntegerBinary(context, new ClampedIntegerFunction<TFunction>(default, Activation.Range()));
}
