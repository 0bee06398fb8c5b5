using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

internal sealed partial record UnidirectionalSequenceGru : IHybridKernel
{
    /// <summary>Weights that are too few to be quantized may be float beside ones of 8 or fewer bits.</summary>
    public KernelSupport SupportHybrid(Node node) => SupportFloats(node)
        .And(SupportWeights(node.Input(1)))
        .And(SupportWeights(node.Input(2)))
        .And(KernelSupport.When(IntegerWeights.IsInteger(node.Input(1).ElementType) || IntegerWeights.IsInteger(node.Input(2).ElementType), "no weights are integers"));

    public Step PrepareHybrid(KernelContext context) => Prepare(context);

    private static KernelSupport SupportWeights(Value weights) =>
        weights.ElementType == ElementType.Float32 ? KernelSupport.Yes : IntegerWeights.Support(weights, 0);
}
