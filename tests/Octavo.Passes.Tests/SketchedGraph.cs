using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>A graph that a test writes down, to be run by passes and compared with what it computed before.</summary>
internal sealed class SketchedGraph
{
    private readonly Random random = new(4);
    private readonly GraphBuilder builder = new("main");

    public GraphEdit Edit => builder.Edit;

    public Value Input(params int[] sizes) => Edit.AddInput($"in{Edit.Graph.Inputs.Count}", ElementType.Float32, new Shape(sizes));

    public Value IntegerInput(params int[] sizes) => Edit.AddInput($"in{Edit.Graph.Inputs.Count}", ElementType.Int32, new Shape(sizes));

    public Value Constant(Shape shape, params float[] values) => builder.Constant(Tensor.From(shape, values));

    public Value Number(float number) => builder.Number(number);

    public Value Integers(params int[] values) => builder.Integers(values);

    public Value Pairs(params int[] values) => builder.Constant(Tensor.From(new Shape(values.Length / 2, 2), values));

    /// <summary>Numbers in [-1, 1].</summary>
    public Value Weights(params int[] sizes) =>
        builder.Constant(Tensor.From(new Shape(sizes), Numbers(new Shape(sizes).ElementCount, random)));

    /// <summary>Numbers in [1, 2].</summary>
    public Value Factors(params int[] sizes) => builder.Constant(
        Tensor.From(new Shape(sizes), Array.ConvertAll(Numbers(new Shape(sizes).ElementCount, random), number => 1.5f + (number / 2))));

    public Value Emit(Operator @operator, params IReadOnlyList<Value?> inputs) => builder.Emit(@operator, inputs);

    public Value Transpose(Value value, params int[] permutation) => Emit(new Transpose(), value, Integers(permutation));

    public Value Reshape(Value value, params int[] sizes) => Emit(new Reshape(Shape.Unknown), value, Integers(sizes));

    /// <summary>
    /// Runs passes on the graph with these outputs, and checks that what it computes of random inputs stays the same within float rounding.
    /// </summary>
    /// <returns>The names of the operators that are left, in order.</returns>
    public string[] Run(IReadOnlyList<IPass> passes, params IReadOnlyList<Value> outputs)
    {
        foreach (var output in outputs)
        {
            Edit.AddOutput(output);
        }

        GraphVerifier.Verify(Edit.Graph, "the test");
        var inputs = Edit.Graph.Inputs.Select(Sample).ToArray();
        var before = GraphEvaluation.Run(Edit.Graph, inputs);
        PassRunner.Run(Edit.Graph, passes);
        var after = GraphEvaluation.Run(Edit.Graph, inputs);
        for (var index = 0; index < before.Count; index++)
        {
            FloatAgreement.Check(before[index], after[index]);
        }

        return [.. Edit.Graph.Nodes.Select(node => node.Operator.Name)];
    }

    /// <summary>The whole import pipeline.</summary>
    public string[] Import(params IReadOnlyList<Value> outputs) => Run(Pipelines.Import, outputs);

    private Tensor Sample(Value input)
    {
        var shape = new Shape([.. input.Shape.ToArray().Select(size => size < 0 ? 2 : size)]);
        return input.ElementType == ElementType.Int32
            ? Tensor.From(shape, Array.ConvertAll(Numbers(shape.ElementCount, random), number => (int)(2 * (number + 1))))
            : Tensor.From(shape, Array.ConvertAll(Numbers(shape.ElementCount, random), number => 5 * number));
    }

    private static float[] Numbers(long length, Random random)
    {
        var numbers = new float[length];
        for (var index = 0; index < length; index++)
        {
            numbers[index] = (2 * random.NextSingle()) - 1;
        }

        return numbers;
    }
}
