using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;
using Octavo.TFLite;

namespace Octavo.Runtime.Tests;

/// <summary>
/// Two nodes of a file whose weights are one buffer, each with scales of its own: neither reads what is packed for the other.
/// </summary>
public sealed class SharedBufferRunTests
{
    private static readonly AffineQuantization First = new([0.5f, 0.5f], [0, 0]);

    /// <summary>Equal to the first in axis, number, first scale and first zero point.</summary>
    private static readonly AffineQuantization Second = new([0.5f, 50f], [0, 0]);

    /// <summary>
    /// The operator, which input is the model's, all inputs, which of them has the scales in question, and which is a state.
    /// </summary>
    private static readonly (Operator Operator, int Input, Tensor?[] Tensors, int Weights, int? State)[] Cases =
    [
        (new FullyConnected(), 0, [Floats(3, 5), Bytes(2, 5), null], 1, null),
        (new Conv2D(Padding.Same), 0, [Floats(1, 4, 4, 3), Bytes(2, 3, 3, 3), null], 1, null),
        (new BatchMatMul(TransposeRight: true), 0, [Floats(3, 5), Bytes(2, 5)], 1, null),
        (new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 1, 8, 8, 2), Bytes(2, 3, 3, 3), Floats(1, 4, 4, 3), null], 1, null),
        (new UnidirectionalSequenceRnn(), 0, [Floats(1, 3, 5), Bytes(2, 5), Bytes(2, 2), Floats(2), Floats(1, 2)], 1, 4),
        (new UnidirectionalSequenceRnn(), 0, [Floats(1, 3, 5), Bytes(2, 5), Bytes(2, 2), Floats(2), Floats(1, 2)], 2, 4),
        (new Svdf(1), 0, [Floats(1, 5), Bytes(2, 5), Bytes(2, 3), null, Floats(1, 6)], 1, 4),
        (new Svdf(1), 0, [Floats(1, 5), Bytes(2, 5), Bytes(2, 3), null, Floats(1, 6)], 2, 4),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Fact]
    public void Two_products_with_one_buffer_have_their_own_scales()
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, new Shape(1, 2));
        var weights = Constant.From(Tensor.From<sbyte>(new Shape(2, 2), 1, 2, 45, 100));
        foreach (var scales in new[] { First, Second })
        {
            var value = edit.AddConstant("weights", weights, scales);
            var output = edit.NewValue("y", ElementType.Float32, new Shape(1, 2));
            edit.AddNode("product", new FullyConnected(), [input, value, null], [output]);
            edit.AddOutput(output);
        }

        using var interpreter = Open(edit.Graph);
        interpreter.SetInput(0, Tensor.From(new Shape(1, 2), 1f, 1f));
        interpreter.Invoke();
        Assert.Equal([1.5f, 72.5f], interpreter.GetOutput<float>(0));
        Assert.Equal([1.5f, 7250f], interpreter.GetOutput<float>(1));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Nodes_that_share_a_buffer_give_what_each_gives_alone(int index)
    {
        var first = Run(index, First)[0];
        var second = Run(index, Second)[0];
        Assert.NotEqual(first, second);
        Assert.Equal([first, second], Run(index, First, Second));
        Assert.Equal([second, first], Run(index, Second, First));
    }

    private static List<byte[]> Run(int index, params AffineQuantization[] scales)
    {
        var (@operator, modelInput, tensors, weights, state) = Cases[index];
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("x", ElementType.Float32, tensors[modelInput]!.Shape);
        var constants = Array.ConvertAll(tensors, tensor => tensor is null ? null : Constant.From(tensor));
        foreach (var own in scales)
        {
            var inputs = constants.Select((constant, position) =>
                position == modelInput ? input
                : constant is null ? null
                : position == state ? State(edit, constant.Shape)
                : constant.ElementType != ElementType.Int8 ? edit.AddConstant($"constant{position}", constant)
                : edit.AddConstant($"constant{position}", constant, position == weights ? own : First)).ToList();
            edit.AddOutput(new GraphBuilder(edit).EmitNode("node", @operator, inputs, ["y"], ElementType.Float32).Output);
        }

        using var interpreter = Open(edit.Graph);
        interpreter.SetInput(0, tensors[modelInput]!);
        interpreter.Invoke();
        return [.. Enumerable.Range(0, scales.Length).Select(output => interpreter.GetOutput(output).Bytes.ToArray())];
    }

    private static Value State(GraphEdit edit, Shape shape)
    {
        var state = edit.NewValue("state", ElementType.Float32, shape);
        edit.SetVariable(state, true);
        return state;
    }

    private static Interpreter Open(Graph graph) => Interpreter.Open(ModelWriter.ToBytes(new Model { Subgraphs = { graph } }));

    private static Tensor Floats(params int[] sizes)
    {
        var random = new Random(sizes.Sum());
        var shape = new Shape(sizes);
        return Tensor.From<float>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => random.NextSingle() + 0.1f)]);
    }

    private static Tensor Bytes(params int[] sizes)
    {
        var random = new Random(sizes.Sum());
        var shape = new Shape(sizes);
        return Tensor.From<sbyte>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (sbyte)random.Next(1, 128))]);
    }
}
