using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Picks slices of a table along one axis; the table may be a variable.</summary>
internal sealed class GatherImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Gather", "GatherV2", "ResourceGather"];

    public void Import(ImportContext context)
    {
        var table = context.Node.Operation != "ResourceGather" ? context.Input(0)
            : context.VariableOf(0) is { } variable ? context.Read(variable)
            : throw context.Unsupported("the variable that is read cannot be found",
                "Save the model again with TensorFlow 2, or freeze it.");
        var axis = context.Node.Operation == "GatherV2" ? context.RequireInteger(2, "the axis") : 0;
        var batch = context.Node.Operation == "Gather" ? 0 : context.Integer("batch_dims");
        if (context.Node.Operation == "ResourceGather")
        {
            axis = batch;
        }

        context.SetOutput(0, context.EmitMoved(new Gather(axis, batch), table, context.Input(1)));
    }
}
