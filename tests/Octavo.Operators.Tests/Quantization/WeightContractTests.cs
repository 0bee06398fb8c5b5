using Octavo.Graphs;

namespace Octavo.Operators.Tests;

/// <summary>The contracts of the operators with weights, as TFLite's weight quantizers and hybrid kernels have them.</summary>
public sealed class WeightContractTests
{
    public static TheoryData<Operator, int?, HybridForm> Contracts => new()
    {
        { new FullyConnected(), 0, HybridForm.PerTensorOrPerChannel },
        { new Conv2D(Padding.Same), 0, HybridForm.PerTensorOrPerChannel },
        { new DepthwiseConv2D(Padding.Same), 3, HybridForm.PerChannelOnly },
        { new TransposeConv(Padding.Same), 0, HybridForm.PerTensorOrPerChannel },
        { new BatchMatMul(), null, HybridForm.PerTensorOnly },
        { new EmbeddingLookup(), 0, HybridForm.Lookup },
    };

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Input_1_is_the_only_weight(Operator @operator, int? channelAxis, HybridForm hybrid) =>
        Assert.Equal(new WeightOperand(1, channelAxis, hybrid), Assert.Single(((IQuantizable)@operator).Contract.Weights));
}
