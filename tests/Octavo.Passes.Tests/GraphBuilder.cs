using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes.Tests;

/// <summary>Builds a graph as an importer would: one operator behind the other, shapes by inference.</summary>
internal sealed class GraphBuilder
{
    private readonly Random random = new(4);
    private int count;

    public GraphEdit Edit { get; } = new(new Graph("main"));

    public Value Input(params int[] sizes) => Edit.AddInput($"in{Edit.Graph.Inputs.Count}", ElementType.Float32, new Shape(sizes));

    public Value IntegerInput(params int[] sizes) => Edit.AddInput($"in{Edit.Graph.Inputs.Count}", ElementType.Int32, new Shape(sizes));

    public Value Constant(Shape shape, params float[] values) => Edit.AddConstant($"c{count++}", Tensor.From(shape, values));

    public Value Number(float number) => Edit.AddConstant($"c{count++}", Tensor.Scalar(number));

    public Value Integers(params int[] values) => Edit.AddConstant($"c{count++}", Tensor.From(new Shape(values.Length), values));

    public Value Pairs(params int[] values) => Edit.AddConstant($"c{count++}", Tensor.From(new Shape(values.Length / 2, 2), values));

    /// <summary>Numbers in [-1, 1].</summary>
    public Value Weights(params int[] sizes) => Edit.AddConstant($"c{count++}", Tensor.From(new Shape(sizes), Numbers(new Shape(sizes).ElementCount, random)));

    /// <summary>Numbers in [1, 2].</summary>
    public Value Factors(params int[] sizes) => Edit.AddConstant(
        $"c{count++}", Tensor.From(new Shape(sizes), Array.ConvertAll(Numbers(new Shape(sizes).ElementCount, random), number => 1.5f + (number / 2))));

    public Value Emit(Operator @operator, params IReadOnlyList<Value?> inputs)
    {
        var name = $"{@operator.Name.ToLowerInvariant()}{count++}";
        var output = Edit.NewValue(name, inputs[0]!.ElementType, Shape.Unknown);
        var node = Edit.AddNode(name, @operator, inputs, [output]);
        var inferred = ((IShapeInference)@operator).InferOutputs(new ShapeContext(node))[0];
        Edit.SetType(output, inferred.ElementType, inferred.Shape);
        return output;
    }

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
