using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Batch normalization. Inference: x * factor + offset, one of each a channel, computed from the four statistics. Training: with the mean
/// and variance of the batch, which are outputs too.
/// </summary>
internal sealed class FusedBatchNormImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3"];

    public void Import(ImportContext context)
    {
        var type = context.Input(0).ElementType;
        var layout = ImageLayout.Of(context, context.RequireRank(0).Rank - 2);
        var epsilon = context.Attributes.Float("epsilon");
        var image = layout.ToChannelsLast(context, context.InputAsFloat(0));
        var isTraining = context.Attributes.Boolean("is_training");
        if (isTraining)
        {
            context.Source.Note(
                $"batch normalization '{context.Name}' was left in training mode: it computes mean and variance of each batch, and one "
                + $"sample's answer depends on the others");
        }

        var (mean, variance) = isTraining ? Moments(context, image) : (context.InputAsFloat(3), context.InputAsFloat(4));
        var result =
            new ChannelStatistics(mean, variance, context.InputAsFloat(1), context.InputAsFloat(2), epsilon).Normalize(context, image);
        context.SetFloatOutput(0, layout.FromChannelsLast(context, result), type);
        SetStatistics(context, image, mean, variance, isTraining);
    }

    private static (Value Mean, Value Variance) Moments(ImportContext context, Value image)
    {
        var axes = context.Integers([.. Enumerable.Range(0, image.Shape.Rank - 1)]);
        var mean = context.Emit(new Mean(false), image, axes);
        var deviations = context.Emit(new SquaredDifference(), image, mean);
        return (mean, context.Emit(new Mean(false), deviations, axes));
    }

    private static void SetStatistics(ImportContext context, Value image, Value mean, Value variance, bool isTraining)
    {
        context.SetOutput(1, isTraining ? Moving(context, mean, 3) : mean);
        context.SetOutput(2, isTraining ? Moving(context, Unbiased(context, image, variance), 4) : variance);
        context.SetOutput(3, mean);
        context.SetOutput(4, variance);
        if (context.Node.OutputCount > 5)
        {
            context.SetOutput(5, context.Scalar(0));
        }
    }

    /// <summary>The variance of the population that the batch is a sample of: times n / (n - 1), n &gt; 1.</summary>
    private static Value Unbiased(ImportContext context, Value image, Value variance)
    {
        var sizes = context.Emit(new ShapeOf(), image);
        var counted = context.Emit(new Slice(), sizes, context.Integers(0), context.Integers(image.Shape.Rank - 1));
        var count = context.Cast(context.Emit(new ReduceProd(false), counted, context.Integers(0)), ElementType.Float32);
        var degrees = context.Emit(new Maximum(), context.Emit(new Sub(), count, context.Scalar(1)), context.Scalar(1));
        return context.Emit(new Mul(), variance, context.Emit(new Div(), count, degrees));
    }

    /// <summary>What is left of the statistic before, by <c>exponential_avg_factor</c>, and the batch's.</summary>
    private static Value Moving(ImportContext context, Value statistic, int before)
    {
        var factor = context.Attributes.Contains("exponential_avg_factor") ? context.Attributes.Float("exponential_avg_factor") : 1;
        return factor == 1
            ? statistic
            : context.Emit(
                new Add(), context.Emit(new Mul(), context.InputAsFloat(before), context.Scalar(1 - factor)),
                context.Emit(new Mul(), statistic, context.Scalar(factor)));
    }
}
