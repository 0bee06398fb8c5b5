using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Takes a box out of a tensor.</summary>
internal sealed class SliceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Slice"];

    public void Import(ImportContext context) =>
        context.SetOutput(0, context.EmitMoved(new Slice(), context.Input(0), context.Input(1), context.Input(2)));
}
