using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>Long short-term memories in a plan: states between invocations, resized batches, threads.</summary>
public sealed class LongShortTermMemoryRunTests
{
    private const int Depth = 13;
    private const int Units = 40;
    private const int Steps = 6;

    public static TheoryData<bool, bool> Forms => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_resized_batch_gives_each_item_the_bits_that_it_has_alone(bool isHybrid, bool isTimeMajor)
    {
        const int batch = 5;
        using var model = Unidirectional(isHybrid, isTimeMajor);
        using var interpreter = new Interpreter(model);
        var items = Enumerable.Range(0, batch).Select(Sequence).ToArray();
        var alone = new List<float[]>();
        foreach (var item in items)
        {
            interpreter.ResetVariables();
            alone.Add(Run(interpreter, item, 1, Steps, isTimeMajor));
        }

        var together = new float[batch * Steps * Depth];
        for (var (item, step) = (0, 0); item < batch; (item, step) = step + 1 == Steps ? (item + 1, 0) : (item, step + 1))
        {
            var row = isTimeMajor ? (step * batch) + item : (item * Steps) + step;
            items[item].AsSpan(step * Depth, Depth).CopyTo(together.AsSpan(row * Depth));
        }

        var outputs = Run(interpreter, together, batch, Steps, isTimeMajor);
        for (var (item, step) = (0, 0); item < batch; (item, step) = step + 1 == Steps ? (item + 1, 0) : (item, step + 1))
        {
            var row = isTimeMajor ? (step * batch) + item : (item * Steps) + step;
            Assert.Equal(alone[item][(step * Units)..((step + 1) * Units)], outputs[(row * Units)..((row + 1) * Units)]);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void States_carry_over_to_the_next_invocation_until_they_are_reset(bool isHybrid, bool isTimeMajor)
    {
        using var model = Unidirectional(isHybrid, isTimeMajor);
        using var interpreter = new Interpreter(model);
        var sequence = Sequence(7);
        var whole = Run(interpreter, sequence, 1, Steps, isTimeMajor);
        interpreter.ResetVariables();
        var first = Run(interpreter, sequence[..(2 * Depth)], 1, 2, isTimeMajor);
        var rest = Run(interpreter, sequence[(2 * Depth)..], 1, Steps - 2, isTimeMajor);
        Assert.Equal(whole, first.Concat(rest).ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_and_scalar_kernels_change_no_bit(bool isHybrid)
    {
        var results = new List<float[]>();
        foreach (
            var (threads, kernels) in new[] { (1, KernelMode.Reference), (1, KernelMode.Fastest), (2, KernelMode.Fastest),
                (3, KernelMode.Fastest) })
        {
            using var model = Bidirectional(isHybrid);
            using var interpreter = new Interpreter(model, new InterpreterOptions { Threads = threads, Kernels = kernels });
            results.Add(Run(interpreter, Sequence(9), 1, Steps, isTimeMajor: true));
        }

        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Invocations_allocate_nothing()
    {
        using var model = Unidirectional(isHybrid: true, isTimeMajor: false);
        using var interpreter = new Interpreter(model);
        interpreter.Invoke();
        var before = GC.GetAllocatedBytesForCurrentThread();
        interpreter.Invoke();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Sequence(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Steps * Depth).Select(_ => (random.NextSingle() * 4) - 2)];
    }

    private static float[] Run(Interpreter interpreter, float[] rows, int batch, int steps, bool isTimeMajor)
    {
        interpreter.SetInput(0, Tensor.From<float>(isTimeMajor ? new Shape(steps, batch, Depth) : new Shape(batch, steps, Depth), rows));
        interpreter.Invoke();
        return interpreter.GetOutput(0).Values<float>().ToArray();
    }

    private static SharedModel Unidirectional(bool isHybrid, bool isTimeMajor)
    {
        var edit = new GraphEdit(new Graph("main"));
        var input = edit.AddInput("input", ElementType.Float32, isTimeMajor ? new Shape(Steps, 1, Depth) : new Shape(1, Steps, Depth));
        var inputs = new Value?[24];
        inputs[0] = input;
        AddCell(edit, inputs, isHybrid, 1, 5, 12, 18);
        var output = edit.NewValue("output", ElementType.Float32, input.Shape.With(-1, Units));
        edit.AddNode("lstm", new UnidirectionalSequenceLstm(FusedActivation.Tanh, CellClip: 3, TimeMajor: isTimeMajor), inputs, [output]);
        edit.AddOutput(output);
        return new SharedModel(new Model { Subgraphs = { edit.Graph } });
    }

    private static SharedModel Bidirectional(bool isHybrid)
    {
        var edit = new GraphEdit(new Graph("main"));
        var inputs = new Value?[48];
        inputs[0] = edit.AddInput("input", ElementType.Float32, new Shape(Steps, 1, Depth));
        AddCell(edit, inputs, isHybrid, 1, 5, 12, 35);
        AddCell(edit, inputs, isHybrid, 18, 22, 29, 37);
        var output = edit.NewValue("output", ElementType.Float32, new Shape(Steps, 1, 2 * Units));
        edit.AddNode("lstm", new BidirectionalSequenceLstm(FusedActivation.Tanh, MergeOutputs: true), inputs, [output]);
        edit.AddOutput(output);
        return new SharedModel(new Model { Subgraphs = { edit.Graph } });
    }

    private static void AddCell(GraphEdit edit, Value?[] inputs, bool isHybrid, int weights, int recurrent, int biases, int states)
    {
        var random = new Random(weights);
        for (var gate = 0; gate < 4; gate++)
        {
            inputs[weights + gate] = Weights(new Shape(Units, Depth));
            inputs[recurrent + gate] = Weights(new Shape(Units, Units));
            inputs[biases + gate] = edit.AddConstant($"bias {biases + gate}",
                Tensor.From<float>(new Shape(Units), [.. Enumerable.Range(0, Units).Select(_ => random.NextSingle() - 0.5f)]));
        }

        for (var state = states; state < states + 2; state++)
        {
            inputs[state] = edit.NewValue($"state {state}", ElementType.Float32, new Shape(1, Units));
            edit.SetVariable(inputs[state]!, true);
        }

        Value Weights(Shape shape) => isHybrid
            ? edit.AddConstant("weights",
                Tensor.From<sbyte>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (sbyte)random.Next(-127, 128))]),
                AffineQuantization.PerTensor(0.004f, 0))
            : edit.AddConstant("weights",
                Tensor.From<float>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => random.NextSingle() - 0.5f)]));
    }
}
