namespace Octavo.TensorFlow;

/// <summary>Whether two reals differ by less than a tolerance.</summary>
internal sealed class ApproximateEqualImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ApproximateEqual"];

    public void Import(ImportContext context)
    {
        var difference =
            new Expression(context, context.InFloat(context.Input(0))) - new Expression(context, context.InFloat(context.Input(1)));
        context.SetOutput(0, (difference.Magnitude() < context.Attributes.Float("tolerance")).Value);
    }
}
