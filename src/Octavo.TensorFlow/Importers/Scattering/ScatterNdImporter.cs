using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Adds slices into a tensor of zeros.</summary>
internal sealed class ScatterNdImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["ScatterNd"];

    public void Import(ImportContext context)
    {
        var updates = context.Input(1);
        if (!updates.IsMovedBy(new ScatterNd()))
        {
            throw context.Unsupported($"no kernel of LiteRT's SCATTER_ND adds {updates.ElementType} elements");
        }

        context.SetOutput(0, context.Emit(new ScatterNd(), context.AsInt32(context.Input(0)), updates, context.AsInt32(context.Input(2))));
    }
}
