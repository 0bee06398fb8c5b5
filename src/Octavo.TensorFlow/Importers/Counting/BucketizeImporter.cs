using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>The number of boundaries that are not above an element.</summary>
internal sealed class BucketizeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Bucketize"];

    public void Import(ImportContext context) =>
        context.Become(new Bucketize(new ValueList<float>([.. context.Attributes.Floats("boundaries")])));
}
