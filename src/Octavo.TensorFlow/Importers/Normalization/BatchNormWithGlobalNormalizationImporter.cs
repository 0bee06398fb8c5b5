namespace Octavo.TensorFlow;

/// <summary>The batch normalization of old graphs, with given statistics.</summary>
internal sealed class BatchNormWithGlobalNormalizationImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["BatchNormWithGlobalNormalization"];

    public void Import(ImportContext context)
    {
        var scale = context.Attributes.Boolean("scale_after_normalization") ? context.InputAsFloat(4) : null;
        var statistics = new ChannelStatistics(
            context.InputAsFloat(1), context.InputAsFloat(2), scale, context.InputAsFloat(3), context.Attributes.Float("variance_epsilon"));
        context.SetFloatOutput(0, statistics.Normalize(context, context.InputAsFloat(0)), context.Input(0).ElementType);
    }
}
