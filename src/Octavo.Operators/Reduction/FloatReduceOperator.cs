using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>A reduction that floats have too.</summary>
internal abstract record FloatReduceOperator<TFold, TIntegerFold>(bool KeepsAxes) : ReduceOperator<TIntegerFold>(KeepsAxes), IFloatKernel
    where TFold : struct, IFloatBinary
    where TIntegerFold : struct, IIntegerFold
{
    /// <summary>What an output is that nothing is reduced into, and what each starts from.</summary>
    protected abstract float Start { get; }

    protected virtual bool DividesByCount => false;

    public KernelSupport SupportFloat(OperandTypes operands) =>
        HasAxes(operands).And(KernelSupport.When(operands.Input(0).ElementType == ElementType.Float32, "the input must be float32"));

    public Step PrepareFloat(KernelContext context) => new FloatReduceStep<TFold>(context, Start, DividesByCount);
}
