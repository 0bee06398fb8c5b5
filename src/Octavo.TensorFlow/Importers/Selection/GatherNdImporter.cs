using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Picks slices of a tensor by tuples of positions; the tensor may be a variable.</summary>
internal sealed class GatherNdImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["GatherNd", "ResourceGatherNd"];

    public void Import(ImportContext context)
    {
        var table = context.Node.Operation == "GatherNd" ? context.Input(0)
            : context.VariableOf(0) is { } variable ? context.Read(variable)
            : throw context.Unsupported("the variable that is read cannot be found",
                "Save the model again with TensorFlow 2, or freeze it.");
        context.SetOutput(0, context.EmitMoved(new GatherNd(), table, context.Input(1)));
    }
}
