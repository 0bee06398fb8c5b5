using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class ReshapeTests
{
    private static readonly Tensor Data = Tensor.From(new Shape(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);

    [Fact]
    public void One_open_size_takes_what_remains()
    {
        var result = NodeUnderTest.Run(new Reshape(Shape.Unknown), Data, Tensor.From(new Shape(2), 3, -1))[0];
        Assert.Equal(new Shape(3, 2), result.Shape);
        Assert.Equal(Data.Values<float>(), result.Values<float>());
    }

    [Fact]
    public void A_shape_with_another_number_of_elements_is_refused()
    {
        var error = Assert.Throws<OctavoException>(() => NodeUnderTest.Run(new Reshape(new Shape(4)), Data));
        Assert.Equal(ErrorKind.Shape, error.Kind);
    }
}
