using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Operators with weights inside of a plan: shared scratch memory, packed weights, threads.</summary>
public sealed class WeightedOperatorRunTests
{
    /// <summary>What runs: the operator, which input is the model's, the other inputs, and whether these are constants.</summary>
    private static readonly (Operator Operator, int Input, Tensor?[] Tensors, bool AreConstant)[] Cases =
    [
        (new FullyConnected(FusedActivation.Tanh), 0, [Floats(40, 70), Floats(50, 70), Floats(50)], true),
        (new FullyConnected(), 0, [Floats(3, 70), Floats(5, 70), null], false),
        (new FullyConnected(FusedActivation.Relu, AsymmetricQuantizeInputs: true), 0, [Floats(40, 70), Bytes(50, 70), Floats(50)], true),
        (new FullyConnected(), 0, [Floats(40, 70), Bytes(50, 70), null], false),
        (new BatchMatMul(TransposeLeft: true), 0, [Floats(3, 20, 10), Floats(3, 20, 40)], true),
        (new BatchMatMul(TransposeRight: true), 0, [Floats(3, 1, 20, 10), Floats(2, 7, 10)], false),
        (new BatchMatMul(TransposeLeft: true), 0, [Floats(3, 20, 10), Bytes(3, 20, 40)], true),
        (new BatchMatMul(TransposeLeft: true), 0, [Floats(3, 20, 10), Bytes(20, 40)], false),
        (new Conv2D(Padding.Same), 0, [Floats(2, 20, 20, 6), Floats(40, 3, 3, 3), Floats(40)], true),
        (new Conv2D(Padding.Same), 0, [Floats(2, 20, 20, 6), Floats(40, 3, 3, 3), Floats(40)], false),
        (new Conv2D(Padding.Same, 2, 2), 0, [Floats(2, 20, 20, 6), Bytes(40, 3, 3, 6), Floats(40)], true),
        (new Conv2D(Padding.Same, 2, 2), 0, [Floats(2, 20, 20, 6), Bytes(40, 3, 3, 6), Floats(40)], false),
        (new DepthwiseConv2D(Padding.Same), 0, [Floats(2, 20, 20, 30), Floats(1, 3, 3, 30), Floats(30)], true),
        (new DepthwiseConv2D(Padding.Same), 0, [Floats(2, 20, 20, 30), Floats(1, 3, 3, 30), Floats(30)], false),
        (new DepthwiseConv2D(Padding.Same), 0, [Floats(2, 20, 20, 1), Bytes(1, 3, 3, 1), null], true),
        (new DepthwiseConv2D(Padding.Same), 0, [Floats(2, 20, 20, 1), Bytes(1, 3, 3, 1), null], false),
        (new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 2, 20, 20, 5), Floats(5, 3, 3, 6), Floats(2, 10, 10, 6), Floats(5)], true),
        (new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 2, 20, 20, 5), Floats(5, 3, 3, 6), Floats(2, 10, 10, 6), Floats(5)], false),
        (new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 2, 20, 20, 5), Bytes(5, 3, 3, 6), Floats(2, 10, 10, 6), Floats(5)], true),
        (new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 2, 20, 20, 5), Bytes(5, 3, 3, 6), Floats(2, 10, 10, 6), Floats(5)], false),
        (new Conv3D(Padding.Same), 0, [Floats(2, 5, 6, 7, 3), Floats(3, 3, 3, 3, 20), Floats(20)], true),
        (new Conv3D(Padding.Same), 0, [Floats(2, 5, 6, 7, 3), Floats(3, 3, 3, 3, 20), Floats(20)], false),
        (new EmbeddingLookup(), 0, [Tensor.From(new Shape(3), 2, 0, 2), Floats(3, 50)], true),
        (new EmbeddingLookup(), 0, [Tensor.From(new Shape(3), 2, 0, 2), Bytes(3, 50)], true),
        (new EmbeddingLookupSparse(EmbeddingCombiner.Mean), 3,
            [Tensor.From(new Shape(3), 2, 0, 2), Tensor.From(new Shape(3, 2), 0, 0, 0, 1, 2, 0), Tensor.From(new Shape(2), 3, 2), Floats(3),
                Bytes(3, 50)], true),
        (new Rnn(FusedActivation.Tanh), 0, [Floats(5, 70), Floats(50, 70), Floats(50, 50), Floats(50), Floats(5, 50)], true),
        (new UnidirectionalSequenceRnn(), 0, [Floats(5, 7, 70), Bytes(50, 70), Bytes(50, 50), Floats(50), Floats(5, 50)], true),
        (new UnidirectionalSequenceRnn(TimeMajor: true, AsymmetricQuantizeInputs: true), 0,
            [Floats(7, 1, 70), Bytes(50, 70), Bytes(50, 50), null, Floats(1, 50)], false),
        (new BidirectionalSequenceRnn(false, FusedActivation.Relu6, true), 0,
            [Floats(5, 7, 70), Bytes(50, 70), Bytes(50, 50), Floats(50), Floats(5, 50), Bytes(30, 70), Bytes(30, 30), null, Floats(5, 30)],
            true),
        (new UnidirectionalSequenceGru(ResetAfter: true), 0, [Floats(5, 7, 70), Floats(150, 70), Floats(150, 50), Floats(150), Floats(150)],
            true),
        (new UnidirectionalSequenceGru(true, true, true, true), 0,
            [Floats(7, 1, 70), Bytes(150, 70), Bytes(150, 50), Floats(150), null, Floats(1, 50)], true),
        (new UnidirectionalSequenceGru(true), 0, [Floats(7, 5, 70), Floats(150, 70), Bytes(150, 50), null, Floats(150)], false),
        (new UnidirectionalSequenceGru(JoinedInputs: true), 0, [Floats(5, 7, 70), Bytes(100, 120), Bytes(50, 120), Floats(100), Floats(50)],
            true),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Any_number_of_threads_and_any_kernels_give_the_bits_of_the_scalar_form_and_allocate_nothing(int index)
    {
        var (@operator, _, tensors, _) = Cases[index];
        using var model = new SharedModel(ModelOf(index, out var node));
        var expected = NodeEvaluator.Evaluate(node, tensors)[0];
        foreach (var options in new InterpreterOptions[] { new() { Kernels = KernelMode.Reference }, new(), new() { Threads = 3 } })
        {
            using var interpreter = new Interpreter(model, options);
            for (var input = 0; input < interpreter.InputCount; input++)
            {
                var name = interpreter.InputNames[input];
                interpreter.SetInput(input, tensors[int.Parse(name["input".Length..])]!);
            }

            interpreter.Invoke();
            interpreter.Invoke();
            var before = GC.GetAllocatedBytesForCurrentThread();
            interpreter.Invoke();
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
            Assert.True(expected.Bytes.Span.SequenceEqual(interpreter.GetOutput(0).Bytes.Span), $"{@operator.Name}, {options}");
        }
    }

    private static Model ModelOf(int index, out Node node)
    {
        var (@operator, modelInput, tensors, areConstant) = Cases[index];
        var edit = new GraphEdit(new Graph("main"));
        var inputs = new Value?[tensors.Length];
        for (var position = 0; position < inputs.Length; position++)
        {
            if (tensors[position] is not { } tensor)
            {
                continue;
            }

            inputs[position] = position != modelInput && (areConstant || tensor.ElementType == ElementType.Int32)
                ? edit.AddConstant($"constant{position}", tensor)
                : edit.AddInput($"input{position}", tensor.ElementType, tensor.Shape);
            if (tensor.ElementType == ElementType.Int8)
            {
                edit.SetQuantization(inputs[position]!, AffineQuantization.PerTensor(0.02f, 0));
            }
        }

        node = new GraphBuilder(edit).EmitNode("node", @operator, inputs, ["output"], ElementType.Float32);
        edit.AddOutput(node.Output);
        return new Model { Subgraphs = { edit.Graph } };
    }

    private static Tensor Floats(params int[] sizes)
    {
        var random = new Random(sizes.Sum());
        var shape = new Shape(sizes);
        return Tensor.From<float>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (random.NextSingle() * 4) - 2)]);
    }

    private static Tensor Bytes(params int[] sizes)
    {
        var random = new Random(sizes.Sum());
        var shape = new Shape(sizes);
        return Tensor.From<sbyte>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (sbyte)random.Next(-127, 128))]);
    }
}
