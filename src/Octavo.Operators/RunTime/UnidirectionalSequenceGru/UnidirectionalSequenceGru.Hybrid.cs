using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceGru : IHybridKernel
{
    /// <summary>Weights that are too few to be quantized may be float beside ones of 8 or fewer bits.</summary>
    public KernelSupport SupportHybrid(OperandTypes operands) => SupportFloats(operands)
        .And(SupportWeights(operands.Input(1)))
        .And(SupportWeights(operands.Input(2)))
        .And(KernelSupport.When(IntegerWeights.IsInteger(operands.Input(1).ElementType)
            || IntegerWeights.IsInteger(operands.Input(2).ElementType), "no weights are integers"));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);

    private static KernelSupport SupportWeights(OperandType weights) =>
        weights.ElementType == ElementType.Float32 ? KernelSupport.Yes : IntegerWeights.Support(weights, 0);
}
