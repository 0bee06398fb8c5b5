using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Adds one value for each channel, which is the last axis, or axis 1 where the data format says so.</summary>
internal sealed class BiasAddImporter : IImporter
{
    private static readonly ElementwiseRule Sum = new(new Add(), KernelTypes.FloatAndWords, 6, IsContinuous: true);

    public IReadOnlyList<string> Operations { get; } = ["BiasAdd", "BiasAddV1"];

    public void Import(ImportContext context)
    {
        var bias = context.Input(1);
        if (context.Node.Operation == "BiasAdd" && context.Attributes.Text("data_format").StartsWith("NC", StringComparison.Ordinal))
        {
            bias = ForAxisOne(context, bias);
        }

        context.SetOutput(0, ElementwiseImporter.Apply(context, Sum, context.Input(0), bias));
    }

    /// <summary>[channels] with an axis of size 1 for each axis behind the channels.</summary>
    private static Value ForAxisOne(ImportContext context, Value bias)
    {
        var rank = context.RequireRank(0).Rank;
        var sizes = new int[Math.Max(1, rank - 1)];
        Array.Fill(sizes, 1);
        sizes[0] = -1;
        return rank == 2 ? bias : context.Reshape(bias, sizes);
    }
}
