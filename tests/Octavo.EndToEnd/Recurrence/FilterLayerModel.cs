using Octavo.TensorFlow.Messages;
using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>
/// Filters over time in low rank, a step in each invocation, as keyword spotters are written: input [batch, 1, depth], a variable of the
/// last values of each filter, output [batch, units].
/// </summary>
/// <param name="IsTimeFirst">Whether the variable is [batch, memory, filters] rather than [batch, filters, memory].</param>
/// <param name="Activation">An operation; null for none.</param>
/// <param name="KeepsMoment">Whether features and output stay [batch, 1, ...] all the way, as a dense layer of Keras leaves them.</param>
/// <param name="ReturnsMemory">Whether the sums of what was remembered are added to the output: no SVDF.</param>
internal sealed record FilterLayerModel(
    bool IsTimeFirst, FilterShift Shift, FilterProduct Product, int Rank = 1, bool HasBias = true, string? Activation = "Relu",
    FilterFeature Feature = FilterFeature.Nothing, bool ReturnsMemory = false, bool KeepsMoment = false, int Batch = 2)
{
    public const int Depth = 16;
    public const int Filters = 64;
    public const int Memory = 5;

    private readonly GraphDef graph = WrittenModel.NewGraph();
    private readonly WrittenWeights weights = new(WeightStorage.ResourceVariables, "filters");
    private readonly float[] features = Numbers(1, Depth * Filters);
    private readonly float[] times = Numbers(2, Memory * Filters);
    private readonly float[] bias = Numbers(3, Filters);

    private int Units => Filters / Rank;

    private NodeScope Main => new(graph.Node, false);

    private int TimeAxis => IsTimeFirst ? 1 : 2;

    public WrittenModel Write()
    {
        var input = Main.Add("Placeholder", "x", [("shape", NodeScope.ShapeOf(Batch, 1, Depth))]);
        var remembered = Shift == FilterShift.ShortMemory ? Memory - 1 : Memory;
        int[] sizes = IsTimeFirst ? [Batch, remembered, Filters] : [Batch, Filters, remembered];
        weights.Declare(Main, new Dictionary<string, Tensor>
        {
            ["features"] = Tensor.From(new Shape(Depth, Filters), features),
            ["times"] =
                IsTimeFirst ? Tensor.From(new Shape(Memory, Filters), times) : Tensor.From(new Shape(Filters, Memory), Transposed()),
            ["bias"] = Tensor.From(new Shape(Units), bias[..Units]),
            ["state"] = Tensor.From(new Shape(sizes), new float[sizes.Aggregate(1, (product, size) => product * size)]),
        });
        var state = Read("state");
        var (window, kept) = Shifted(state, FeatureOf(input));
        var output = Sum(window);
        output = Rank == 1 ? output : Main.Add(
            "Sum", "rank", Main.Add("Reshape", "ranks", output, Main.Integers("ranks/shape", Batch, Units, Rank)),
            Main.Integers("rank/axis", 2));
        output = HasBias ? Main.Add("AddV2", "add_bias", output, Read("bias")) : output;
        output = KeepsMoment ? Main.Add("ExpandDims", "one_moment", output, Main.Integer("one_moment/dim", -2)) : output;
        output = Activation is null ? output : Main.Add(Activation, "activation", output);
        output = ReturnsMemory
            ? Main.Add("AddV2", "with_memory", output, Main.Add("Sum", "remembered", state, Main.Integers("remembered/axis", TimeAxis)))
            : output;
        var assigned = weights.Assign(Main, "state", kept);
        return new WrittenModel(graph, [("x", DataType.DtFloat, [Batch, 1, Depth])], Main.Add("Identity", "output", output, assigned),
            weights);
    }

    /// <summary>The outputs of one item of the batch, from an empty memory.</summary>
    /// <param name="sequence">[time][depth].</param>
    public double[][] Outputs(double[][] sequence)
    {
        var memory = Enumerable.Range(0, Memory).Select(_ => new double[Filters]).ToList();
        return [.. sequence.Select(row =>
        {
            var added = Enumerable.Range(0, Filters)
                .Select(filter => Changed(row.Select((value, index) => value * features[(index * Filters) + filter]).Sum(), filter))
                .ToArray();
            var remembered =
                Enumerable.Range(0, Filters).Select(filter => ReturnsMemory ? memory.Sum(moment => moment[filter]) : 0).ToArray();
            memory.RemoveAt(Shift == FilterShift.ToTheFront ? Memory - 1 : 0);
            memory.Insert(Shift == FilterShift.ToTheFront ? 0 : Memory - 1, added);
            return Enumerable.Range(0, Units).Select(unit => UnitOf(memory, unit) + remembered[unit]).ToArray();
        })];
    }

    private static float[] Numbers(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => ((random.NextSingle() * 2) - 1) * 0.5f)];
    }

    private float[] Transposed() =>
        [.. Enumerable.Range(0, Filters)
            .SelectMany(filter => Enumerable.Range(0, Memory).Select(moment => times[(moment * Filters) + filter]))];

    private double Changed(double feature, int filter) => Feature switch
    {
        FilterFeature.Bias => feature + bias[filter % Units],
        FilterFeature.Rectified => Math.Max(feature, 0),
        _ => feature,
    };

    private double UnitOf(List<double[]> memory, int unit)
    {
        var sum = HasBias ? bias[unit] : 0.0;
        for (var filter = unit * Rank; filter < (unit + 1) * Rank; filter++)
        {
            sum += Enumerable.Range(Product == FilterProduct.Partial ? 1 : 0, Memory - (Product == FilterProduct.Partial ? 1 : 0))
                .Sum(moment => memory[moment][filter] * times[(moment * Filters) + filter]);
        }

        return Activation switch { "Relu" => Math.Max(sum, 0), "Relu6" => Math.Clamp(sum, 0, 6), "Tanh" => Math.Tanh(sum), _ => sum };
    }

    private string Read(string name) => weights.Read(new LoopScope(Main, (outer, _) => outer), name);

    /// <summary>[batch, 1, filters], or [batch, filters, 1].</summary>
    private string FeatureOf(string input)
    {
        var rows = Main.Add("Reshape", "rows", input, Main.Integers("rows/shape", -1, Depth));
        var feature = Main.Add("MatMul", "features/MatMul", rows, Read("features"));
        feature = Feature switch
        {
            FilterFeature.Bias => Main.Add("BiasAdd", "features/BiasAdd", feature, Read("bias")),
            FilterFeature.Rectified => Main.Add("Relu", "features/Relu", feature),
            _ => feature,
        };
        return KeepsMoment
            ? Main.Add("Reshape", "moment", feature, Main.Integers("moment/shape", Batch, 1, Filters))
            : Main.Add("ExpandDims", "moment", feature, Main.Integer("moment/dim", TimeAxis));
    }

    private (string Window, string Kept) Shifted(string state, string feature)
    {
        if (Shift == FilterShift.CutThenJoin)
        {
            var window = Join("window", Cut("old", state), feature);
            return (window, window);
        }

        if (Shift == FilterShift.ToTheFront)
        {
            var window = Join("window", feature, Cut("old", state, 0, Memory - 1));
            return (window, window);
        }

        var joined = Join("joined", state, feature);
        var kept = Cut("kept", joined);
        return (Shift == FilterShift.ShortMemory ? joined : kept, kept);
    }

    private string Join(string name, string first, string second) =>
        Main.Add("ConcatV2", name, [("N", 2)], first, second, Main.Integer($"{name}/axis", TimeAxis));

    /// <summary>All moments from one on; all but the first where none is given.</summary>
    private string Cut(string name, string value, int first = 1, int end = 0)
    {
        int[] At(int position) => IsTimeFirst ? [0, position, 0] : [0, 0, position];
        var others = IsTimeFirst ? 5 : 3;
        return Main.Add(
            "StridedSlice", name, [("begin_mask", others), ("end_mask", end == 0 ? 7 : others)], value,
            Main.Integers($"{name}/begin", At(first)), Main.Integers($"{name}/end", At(end)),
            Main.Integers($"{name}/strides", 1, 1, 1));
    }

    private string Sum(string window)
    {
        switch (Product)
        {
            case FilterProduct.Einsum:
                return Main.Add("Einsum", "einsum", [("N", 2), ("equation", IsTimeFirst ? "bmf,mf->bf" : "bfm,fm->bf")], window,
                    Read("times"));
            case FilterProduct.Convolution:
                var image = Main.Add("ExpandDims", "image", window, Main.Integer("image/dim", 2));
                var filter = Main.Add("Reshape", "filter", Read("times"), Main.Integers("filter/shape", Memory, 1, Filters, 1));
                var convolved = Main.Add("DepthwiseConv2dNative", "depthwise", [("strides", new[] { 1, 1, 1, 1 }), ("padding", "VALID")],
                    image, filter);
                return Main.Add("Squeeze", "squeezed", [("squeeze_dims", new[] { 1, 2 })], convolved);
            case FilterProduct.Partial:
                return Main.Add(
                    "Sum", "sum", Main.Add("Mul", "weighed", Cut("recent", window), Main.Add(
                        "StridedSlice", "recent_times", [("begin_mask", 2), ("end_mask", 3)], Read("times"),
                        Main.Integers("recent_times/begin", 1, 0), Main.Integers("recent_times/end", 0, 0),
                        Main.Integers("recent_times/strides", 1, 1))), Main.Integers("sum/axis", TimeAxis));
            default:
                return Main.Add("Sum", "sum", Main.Add("Mul", "weighed", window, Read("times")), Main.Integers("sum/axis", TimeAxis));
        }
    }
}
