using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A function of two operands whose result passes a fused activation.</summary>
/// <param name="Activation">A clamp; for integers its bounds are integers. Infinite floats become the largest finite ones.</param>
internal abstract record ArithmeticOperator<TFunction>(FusedActivation Activation) : IntegerBinaryOperator<TFunction>, IFusedActivation
    where TFunction : struct, IFloatBinary, IIntegerBinary
{
    public Operator With(FusedActivation activation) => this with { Activation = activation };

    public override KernelSupport SupportFloat(OperandTypes operands) =>
        KernelSupport.When(Activation.IsClamp(), $"the fused activation {Activation} is no clamp").And(base.SupportFloat(operands));

    public override Step PrepareFloat(KernelContext context) =>
        ElementwiseKernels.Binary(context, new ClampedFunction<TFunction>(default, Activation.FiniteRange()));

    /// <summary>
    /// Whether plain elements of the type are taken as quantized with a scale of 0, so that the result is 0.
    /// Source: LiteRT's reference kernels, as recorded.
    /// </summary>
    private protected virtual bool IsZero(ElementType type) => false;

    public override Step PrepareInteger(KernelContext context) => IsZero(context.Input(0).ElementType)
        ? new ZeroStep(context.Output(0))
        : PrepareFunction(context);

    private Step PrepareFunction(KernelContext context) => Activation is FusedActivation.None or FusedActivation.Tanh or FusedActivation.SignBit
        ? base.PrepareInteger(context)
        : ElementwiseKernels.IntegerBinary(context, new ClampedIntegerFunction<TFunction>(default, Activation.Range()));
}
