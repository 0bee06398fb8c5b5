using Octavo.Operators;

namespace Octavo.TensorFlow;

internal sealed class BatchToSpaceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["BatchToSpace", "BatchToSpaceND"];

    public void Import(ImportContext context) => context.SetOutput(0, context.Node.Operation == "BatchToSpace"
        ? BatchBlocks.Apply(context, new BatchToSpaceNd(), context.Input(0), BatchBlocks.Square(context), context.Input(1))
        : BatchBlocks.Apply(context, new BatchToSpaceNd(), context.Input(0), context.AsInt32(context.Input(1)), context.Input(2)));
}
