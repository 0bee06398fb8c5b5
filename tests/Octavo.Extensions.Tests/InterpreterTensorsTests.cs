using System.Numerics.Tensors;
using Octavo.Extensions.Tensors;

namespace Octavo.Extensions.Tests;

public sealed class InterpreterTensorsTests
{
    [Fact]
    public void Inputs_and_outputs_are_tensor_spans_in_place()
    {
        using var interpreter = Interpreter.Open(DigitsModel.Path);
        var expected = DigitsModel.Scores(interpreter);
        interpreter.InputTensor<float>(0).Fill(0);
        interpreter.InputTensor<float>(0).Fill(0.5f);
        Assert.Equal([1, 28, 28, 1], interpreter.InputTensor<float>(0).Lengths.ToArray());
        interpreter.Invoke();
        var scores = interpreter.OutputTensor<float>(0);
        Assert.Equal([1, 10], scores.Lengths.ToArray());
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], scores[0, index]);
        }
    }

    [Fact]
    public void A_tensor_gives_an_input_its_shape()
    {
        using var interpreter = Interpreter.Open(DigitsModel.Path);
        var expected = DigitsModel.Scores(interpreter);
        var picture = new float[2 * 28 * 28];
        Array.Fill(picture, 0.5f);
        interpreter.SetInput(0, new ReadOnlyTensorSpan<float>(picture, [2, 28, 28, 1]));
        Assert.Equal(new Shape(2, 28, 28, 1), interpreter.Input(0).Shape);
        interpreter.Invoke();
        Assert.Equal([.. expected, .. expected], interpreter.GetOutput<float>(0));
    }
}
