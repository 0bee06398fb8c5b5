using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Joins tensors along one axis, which the older form names first.</summary>
internal sealed class ConcatImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Concat", "ConcatV2"];

    public void Import(ImportContext context)
    {
        var axisFirst = context.Node.Operation == "Concat";
        var axis = context.RequireInteger(axisFirst ? 0 : context.InputCount - 1, "the axis");
        var parts = context.Inputs(axisFirst ? 1 : 0, context.InputCount - (axisFirst ? 0 : 1)).ToArray();
        context.SetOutput(0, parts.Length == 1 ? parts[0] : context.EmitMoved(new Concatenation(axis), parts));
    }
}
