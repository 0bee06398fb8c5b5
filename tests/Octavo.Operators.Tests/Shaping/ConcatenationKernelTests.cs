using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators.Tests;

public sealed class ConcatenationKernelTests
{
    [Theory]
    [InlineData("UInt8", 1f, 0, "Movement")]
    [InlineData("UInt8", 0.5f, 0, "Quantized")]
    [InlineData("UInt8", 1f, 3, "Quantized")]
    [InlineData("Int8", 1f, 0, "Movement")]
    [InlineData("Int8", 0.5f, 0, null)]
    public void Codes_that_must_be_rescaled_are_not_moved(string type, float scale, long zeroPoint, string? kind)
    {
        var plain = new OperandType(Enum.Parse<ElementType>(type), new Shape(2)) { Quantization = AffineQuantization.PerTensor(1, 0) };
        var other = plain with { Quantization = AffineQuantization.PerTensor(scale, zeroPoint) };
        var operands = new OperandTypes("CONCATENATION 'joined'", [plain, other], [plain], []);
        var chosen = KernelSelection.Choose(new Concatenation(0), operands, out var reason);
        Assert.Equal(kind, chosen?.ToString());
        Assert.Equal(kind is null, reason.Contains("Movement kernel: inputs whose scale is not the output's", StringComparison.Ordinal));
    }

    [Fact]
    public void Inputs_have_the_output_s_codes_afterwards()
    {
        var edit = new GraphEdit(new Graph("test"));
        var same = edit.AddConstant("same", Tensor.From<byte>(new Shape(1, 2), 7, 8), AffineQuantization.PerTensor(2, 1));
        var finer = edit.AddConstant("finer", Tensor.From<byte>(new Shape(1, 3), 10, 13, 255), AffineQuantization.PerTensor(1, 10));
        var output = edit.NewValue("output", ElementType.UInt8, new Shape(1, 5), AffineQuantization.PerTensor(2, 1));
        var node = edit.AddNode("node", new Concatenation(1), [same, finer], [output]);
        var joined = NodeEvaluator.Evaluate(node, [same.Constant!.Evaluate(), finer.Constant!.Evaluate()])[0];

        // Reals 0, 3, 245 at scale 2 and zero point 1, 1.5 and 122.5 away from zero.
        Assert.Equal([7, 8, 1, 3, 124], joined.Values<byte>().ToArray());
    }
}
