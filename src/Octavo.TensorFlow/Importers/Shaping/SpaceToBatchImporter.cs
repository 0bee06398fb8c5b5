using Octavo.Operators;

namespace Octavo.TensorFlow;

internal sealed class SpaceToBatchImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["SpaceToBatch", "SpaceToBatchND"];

    public void Import(ImportContext context) => context.SetOutput(0, context.Node.Operation == "SpaceToBatch"
        ? BatchBlocks.Apply(context, new SpaceToBatchNd(), context.Input(0), BatchBlocks.Square(context), context.Input(1))
        : BatchBlocks.Apply(context, new SpaceToBatchNd(), context.Input(0), context.AsInt32(context.Input(1)), context.Input(2)));
}
