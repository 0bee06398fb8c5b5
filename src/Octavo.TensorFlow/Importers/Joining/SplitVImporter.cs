using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Cuts a tensor into parts of given sizes.</summary>
internal sealed class SplitVImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["SplitV"];

    public void Import(ImportContext context)
    {
        var count = context.Node.OutputCount;
        var parts = context.EmitManyMoved(new SplitV(count), count, context.Input(0), context.AsInt32(context.Input(1)),
            context.AsInt32(context.Input(2)));
        for (var index = 0; index < count; index++)
        {
            context.SetOutput(index, parts[index]);
        }
    }
}
