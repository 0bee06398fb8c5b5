using System.Text;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class OtherElementTypeTests
{
    [Fact]
    public void Strings_are_compared_byte_by_byte()
    {
        var left = new Tensor(new Shape(2), [Encoding.UTF8.GetBytes("ab"), Encoding.UTF8.GetBytes("")]);
        var right = new Tensor(Shape.Scalar, [Encoding.UTF8.GetBytes("ab")]);
        Assert.Equal([true, false], NodeUnderTest.Run(new Equal(), left, right)[0].Values<bool>().ToArray());
        Assert.Equal([false, true], NodeUnderTest.Run(new NotEqual(), left, right)[0].Values<bool>().ToArray());
    }

    [Fact]
    public void Complex_elements_multiply()
    {
        var left = new Tensor(ElementType.Complex64, new Shape(1), Bytes(1f, 2f));
        var right = new Tensor(ElementType.Complex64, new Shape(1), Bytes(3f, -1f));
        Assert.Equal(Bytes(5f, 5f), NodeUnderTest.Run(new Mul(), left, right)[0].Bytes.ToArray());
    }

    [Fact]
    public void Doubles_have_signs() =>
        Assert.Equal([-1.0, 0.0, 1.0],
            NodeUnderTest.Run(new Sign(), Tensor.From(new Shape(3), -1e300, 0.0, 1e-300))[0].Values<double>().ToArray());

    [Fact]
    public void Half_precision_softmax_is_rounded_once()
    {
        var result =
            NodeUnderTest.Run(new Softmax(1f), Tensor.From(new Shape(2, 2), (Half)1f, (Half)1f, (Half)0f, (Half)2f))[0].Values<Half>();
        Assert.Equal([(Half)0.5f, (Half)0.5f, (Half)(1 / (1 + Math.Exp(2))), (Half)(1 / (1 + Math.Exp(-2)))], result.ToArray());
    }

    [Fact]
    public void Half_precision_gelu_rounds_every_step()
    {
        // Recorded from LiteRT.
        Assert.Equal([(Half)(-0.1192626953125f)],
            NodeUnderTest.Run(new Gelu(false), Tensor.From(new Shape(1), (Half)(-1.3525390625f)))[0].Values<Half>().ToArray());
        Assert.Equal([(Half)(-0.0188446044921875f)],
            NodeUnderTest.Run(new Gelu(true), Tensor.From(new Shape(1), (Half)(-2.412109375f)))[0].Values<Half>().ToArray());
    }

    private static byte[] Bytes(float real, float imaginary) => [.. BitConverter.GetBytes(real), .. BitConverter.GetBytes(imaginary)];
}
