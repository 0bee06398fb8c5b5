using Octavo.FlatBuffers;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class WeightedOperatorFileTests
{
    public static TheoryData<object> Operators =>
    [
        new FullyConnected(FusedActivation.Tanh, true, true, FullyConnectedWeightsFormat.Shuffled4x16, ElementType.Int32),
        new FullyConnected(),
        new BatchMatMul(true, false, true),
        new BatchMatMul(false, true, false),
        new Conv2D(Padding.Valid, 2, 3, 4, 5, FusedActivation.Relu6, ElementType.Int64),
        new DepthwiseConv2D(Padding.Valid, 2, 3, 4, 5, 6, FusedActivation.ReluMinus1To1),
        new TransposeConv(Padding.Valid, 2, 3, FusedActivation.Relu, ElementType.Int32),
        new Conv3D(Padding.Valid, 2, 3, 4, 5, 6, 7, FusedActivation.Relu),
        new EmbeddingLookup(),
        new EmbeddingLookupSparse(EmbeddingCombiner.SquareRoot),
        new Svdf(3, FusedActivation.Relu, true),
    ];

    [Theory]
    [MemberData(nameof(Operators))]
    public void Options_read_back_are_the_operator(object declaredOperator)
    {
        var @operator = (Operator)declaredOperator;
        var descriptor = OperatorCatalog.Find(@operator)!;
        Assert.Equal(@operator, descriptor.Read(descriptor.Write(@operator)));
        Assert.Equal(@operator.Name, descriptor.Code.ToString());
    }

    [Fact]
    public void An_unknown_activation_is_refused()
    {
        var error =
            Assert.Throws<OctavoException>(() => Conv2D.Read(new Conv2DOptions { FusedActivationFunction = (ActivationFunctionType)77 }));
        Assert.Equal(ErrorKind.MalformedModel, error.Kind);
    }

    [Fact]
    public void Every_element_type_has_its_place_in_the_schema()
    {
        foreach (var type in Enum.GetValues<ElementType>())
        {
            Assert.Equal(type, type.ToSchema().ToElementType());
        }
    }
}
