using System.Runtime.InteropServices;
using Octavo.Graphs;
using Octavo.Kernels;
using Octavo.Operators;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.KernelDigest;

/// <summary>One operator with inputs: those that are no activations are constants, as in a model.</summary>
internal sealed record OperatorSample(string Name, Operator Operator, int Activation, Tensor?[] Inputs)
{
    /// <summary>Shapes of the inputs that are variables.</summary>
    public IReadOnlyDictionary<int, Shape> States { get; init; } = new Dictionary<int, Shape>();

    /// <summary>
    /// The 64-bit Fowler-Noll-Vo hash: computed here, so that the program needs no library for it on other machines. Source: RFC 9923.
    /// </summary>
    private const ulong FirstHash = 0xCBF29CE484222325;

    private const ulong HashFactor = 0x100000001B3;

    private static readonly Tensor Images = Random.Floats(1, 2, 9, 11, 20);

    /// <summary>Sizes that no vector width divides, so that tails run too.</summary>
    public static IEnumerable<OperatorSample> All =>
    [
        .. Weighted,
        .. Windows,
        .. RecurrentSamples.All,
        .. OperatorCatalog.All.SelectMany(WithDefaultOptions),
    ];

    private static IEnumerable<OperatorSample> Weighted =>
    [
        new("product, wide", new FullyConnected(FusedActivation.Relu), 0,
            [Random.Floats(2, 21, 75), Random.Floats(3, 70, 75), Random.Floats(4, 70)]),
        new("product, one row", new FullyConnected(), 0, [Random.Floats(2, 1, 203), Random.Floats(3, 101, 203), Random.Floats(4, 101)]),
        new("product, narrow", new FullyConnected(FusedActivation.Tanh), 0, [Random.Floats(2, 21, 75), Random.Floats(3, 7, 75), null]),
        new("product, int8", new FullyConnected(FusedActivation.Relu6), 0,
            [Random.Floats(2, 21, 75), Random.Bytes(3, 70, 75), Random.Floats(4, 70)]),
        new("product, int8, one row", new FullyConnected(), 0,
            [Random.Floats(2, 1, 203), Random.Bytes(3, 101, 203), Random.Floats(4, 101)]),
        new("product, int8, asymmetric", new FullyConnected(AsymmetricQuantizeInputs: true), 0,
            [Random.Floats(2, 21, 75), Random.Bytes(3, 19, 75), Random.Floats(4, 19)]),
        new("matrices", new BatchMatMul(TransposeLeft: true), 0, [Random.Floats(2, 3, 30, 13), Random.Floats(3, 3, 30, 41)]),
        new("matrices, int8", new BatchMatMul(TransposeRight: true), 0, [Random.Floats(2, 3, 13, 30), Random.Bytes(3, 3, 41, 30)]),
        new("rows of a table", new EmbeddingLookup(), 0, [Tensor.From(new Shape(3), 2, 0, 2), Random.Bytes(3, 3, 53)]),
    ];

    private static IEnumerable<OperatorSample> Windows =>
    [
        new("convolution", new Conv2D(Padding.Same, 2, 1), 0, [Images, Random.Floats(5, 37, 3, 3, 20), Random.Floats(6, 37)]),
        new("convolution, groups", new Conv2D(Padding.Valid, 1, 1, 2, 1), 0, [Images, Random.Floats(5, 36, 3, 2, 5), Random.Floats(6, 36)]),
        new("convolution, int8", new Conv2D(Padding.Same, 2, 1), 0, [Images, Random.Bytes(5, 37, 3, 3, 20), Random.Floats(6, 37)]),
        new("convolution, int8, 1 x 1", new Conv2D(Padding.Same), 0, [Images, Random.Bytes(5, 37, 1, 1, 20), Random.Floats(6, 37)]),
        new("depthwise", new DepthwiseConv2D(Padding.Same), 0, [Images, Random.Floats(5, 1, 3, 3, 20), Random.Floats(6, 20)]),
        new("depthwise, multiplier", new DepthwiseConv2D(Padding.Same, 2, 2, DepthMultiplier: 3), 0,
            [Images, Random.Floats(5, 1, 3, 3, 60), Random.Floats(6, 60)]),
        new("depthwise, int8", new DepthwiseConv2D(Padding.Same), 0, [Images, Random.Bytes(5, 1, 3, 3, 20), Random.Floats(6, 20)]),
        new("transpose convolution", new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 2, 18, 22, 9), Random.Floats(5, 9, 3, 3, 20), Images, Random.Floats(6, 9)]),
        new("transpose convolution, int8", new TransposeConv(Padding.Same, 2, 2), 2,
            [Tensor.From(new Shape(4), 2, 18, 22, 9), Random.Bytes(5, 9, 3, 3, 20), Images, Random.Floats(6, 9)]),
        new("volume convolution", new Conv3D(Padding.Same), 0,
            [Random.Floats(7, 1, 4, 5, 6, 3), Random.Floats(8, 2, 3, 3, 3, 19), Random.Floats(6, 19)]),
        new("average", new AveragePool2D(Padding.Same, 2, 2, 3, 3), 0, [Images]),
        new("largest", new MaxPool2D(Padding.Valid, 2, 2, 3, 3), 0, [Images]),
        new("bilinear", new ResizeBilinear(false, true), 0, [Images, Tensor.From(new Shape(2), 13, 17)]),
        new("mean of the innermost axis", new Mean(false), 0, [Images, Tensor.From(new Shape(1), 3)]),
        new("mean of images", new Mean(true), 0, [Images, Tensor.From(new Shape(2), 1, 2)]),
        new("sum of all", new Sum(false), 0, [Images, Tensor.From(new Shape(4), 0, 1, 2, 3)]),
    ];

    /// <summary>
    /// Hash of the outputs' bits, in 16 digits; every NaN is the same one, since processors choose its sign (docs/numerics.md,
    /// "Functions").
    /// </summary>
    public string Digest(int threads)
    {
        using var model = new SharedModel(new Model { Subgraphs = { Graph() } });
        using var interpreter = new Interpreter(model, new InterpreterOptions { Threads = threads, Kernels = KernelMode.Fastest });
        interpreter.SetInput(0, Inputs[Activation]!);
        interpreter.Invoke();
        var hash = FirstHash;
        for (var output = 0; output < interpreter.OutputCount; output++)
        {
            var tensor = interpreter.GetOutput(output);
            var bytes = tensor.Bytes.ToArray();
            if (tensor.ElementType == ElementType.Float32)
            {
                foreach (ref var value in MemoryMarshal.Cast<byte, float>(bytes.AsSpan()))
                {
                    value = float.IsNaN(value) ? float.NaN : value;
                }
            }

            foreach (var value in bytes)
            {
                hash = (hash ^ value) * HashFactor;
            }
        }

        return hash.ToString("X16");
    }

    /// <summary>
    /// Operators of one or two float inputs, as a file without options would have them; those that need more, or only move elements, are
    /// left out.
    /// </summary>
    private static IEnumerable<OperatorSample> WithDefaultOptions(OperatorDescriptor descriptor)
    {
        var signature = descriptor.Signature;
        if (signature.FewestInputs is not (1 or 2) || signature.MostOutputs != 1)
        {
            return [];
        }

        try
        {
            Tensor?[] inputs =
                [Random.Floats(9, 2, 3, 5, 67), .. Enumerable.Repeat(Random.Floats(10, 2, 3, 5, 67), signature.FewestInputs - 1)];
            var sample = new OperatorSample(descriptor.Code.ToString(), descriptor.Read(null), 0, inputs);
            return KernelSelection.Choose(sample.Graph().Nodes[0], out _) is null or KernelSelection.Kind.Movement ? [] : [sample];
        }
        catch (OctavoException)
        {
            return [];
        }
    }

    private Graph Graph()
    {
        var edit = new GraphEdit(new Graph("main"));
        var values = new Value?[Inputs.Length];
        for (var index = 0; index < Inputs.Length; index++)
        {
            if (Inputs[index] is not { } tensor)
            {
                values[index] = States.TryGetValue(index, out var shape) ? Variable(edit, $"state{index}", shape) : null;
                continue;
            }

            values[index] = index == Activation ? edit.AddInput($"input{index}", tensor.ElementType, tensor.Shape)
                : edit.AddConstant($"constant{index}", tensor);
            if (tensor.ElementType == ElementType.Int8)
            {
                edit.SetQuantization(values[index]!,
                    Operator is DepthwiseConv2D ? PerChannel(tensor.Shape[3]) : AffineQuantization.PerTensor(0.013f, 0));
            }
        }

        edit.AddOutput(new GraphBuilder(edit).EmitNode("node", Operator, values, ["output"], ElementType.Float32).Output);
        return edit.Graph;
    }

    private static Value Variable(GraphEdit edit, string name, Shape shape)
    {
        var state = edit.NewValue(name, ElementType.Float32, shape);
        edit.SetVariable(state, true);
        return state;
    }

    private static AffineQuantization PerChannel(int channels) =>
        new([.. Enumerable.Range(1, channels).Select(channel => 0.003f * channel)], [.. Enumerable.Repeat(0L, channels)], 3);

    internal static class Random
    {
        public static Tensor Floats(int seed, params int[] sizes)
        {
            var random = new System.Random(seed);
            var shape = new Shape(sizes);
            return Tensor.From<float>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (random.NextSingle() * 6) - 3)]);
        }

        public static Tensor Bytes(int seed, params int[] sizes)
        {
            var random = new System.Random(seed);
            var shape = new Shape(sizes);
            return Tensor.From<sbyte>(shape, [.. Enumerable.Range(0, (int)shape.ElementCount).Select(_ => (sbyte)random.Next(-127, 128))]);
        }
    }
}
