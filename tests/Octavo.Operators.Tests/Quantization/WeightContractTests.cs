using Octavo.Graphs;

namespace Octavo.Operators.Tests;

/// <summary>The contracts of the operators with weights, as TFLite's weight quantizers and hybrid kernels have them.</summary>
public sealed class WeightContractTests
{
    public static TheoryData<object, int?, object, bool> Contracts => new()
    {
        { new FullyConnected(), 0, HybridForm.PerTensorOrPerChannel, true },
        { new Conv2D(Padding.Same), 0, HybridForm.PerTensorOrPerChannel, true },
        { new DepthwiseConv2D(Padding.Same), 3, HybridForm.PerChannelOnly, false },
        { new TransposeConv(Padding.Same), 0, HybridForm.PerTensorOrPerChannel, false },
        { new BatchMatMul(), null, HybridForm.PerTensorOnly, false },
        { new EmbeddingLookup(), 0, HybridForm.Lookup, true },
    };

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Input_1_is_the_only_weight(object declaredOperator, int? channelAxis, object declaredHybrid, bool takesUInt8) =>
        Assert.Equal(
            (1, channelAxis, (HybridForm)declaredHybrid, takesUInt8),
            Assert.Single(Weights(((IQuantizable)(Operator)declaredOperator).Contract)));

    private static IEnumerable<(int Input, int? ChannelAxis, HybridForm Hybrid, bool TakesUInt8)> Weights(QuantizationContract contract) =>
        from input in contract.WeightInputs
        let form = contract.WeightAt(input)!
        select (input, form.ChannelAxis, form.Hybrid, form.TakesUInt8);
}
