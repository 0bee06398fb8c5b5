namespace Octavo.Quantization.Tests;

/// <summary>Small graphs to quantize: an input, nodes with constants of noise, one output each.</summary>
internal sealed class SampleModel
{
    private readonly Random random = new(11);

    public SampleModel()
    {
        Edit = new GraphEdit(new Graph("main"));
        Model.Subgraphs.Add(Edit.Graph);
    }

    public Model Model { get; } = new();

    public GraphEdit Edit { get; }

    public Value Input(params int[] sizes) => Edit.AddInput("input", ElementType.Float32, new Shape(sizes));

    public Value Weights(string name, params int[] sizes)
    {
        var shape = new Shape(sizes);
        return Edit.AddConstant(name,
            Tensor.From<float>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (float)(random.NextDouble() - 0.5))]),
            null);
    }

    /// <summary>A node whose result is an output of the model.</summary>
    public Node Add(string name, Operator @operator, Shape output, params Value?[] inputs)
    {
        var value = Edit.NewValue(name, ElementType.Float32, output);
        var node = Edit.AddNode(name, @operator, inputs, [value]);
        Edit.AddOutput(value);
        return node;
    }

    /// <summary>Rows of 40 times weights [outputs, 40].</summary>
    public Node AddDense(string name, Value input, Value weights, Value? bias = null) =>
        Add(name, new FullyConnected(), new Shape(input.Shape[0], weights.Shape[0]), input, weights, bias);
}
