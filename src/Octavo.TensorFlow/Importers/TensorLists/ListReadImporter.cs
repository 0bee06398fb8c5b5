using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Elements of a list: one, several, or all of them, which is the list itself.</summary>
internal sealed class ListReadImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["TensorArrayGatherV3", "TensorArrayReadV3", "TensorListGather", "TensorListGetItem", "TensorListStack"];

    public void Import(ImportContext context)
    {
        if (context.Node.Operation == "TensorArrayReadV3" && context.ListOf(2) is { Parts: { IsDefault: false } parts }
            && context.Known(1) is not null)
        {
            var place = context.RequireInteger(1, "the place");
            context.SetOutput(0, place >= 0 && place < parts.Length ? parts[place] : throw new OctavoException(
                ErrorKind.MalformedModel, "the list has no such place", context.Where, $"0 to {parts.Length - 1}", $"{place}"));
            return;
        }

        var list = context.RequireList(context.Node.Operation.StartsWith("TensorArray", StringComparison.Ordinal) ? 2 : 0);
        if (context.Node.Operation == "TensorListStack"
            || (context.Input(1).Shape is { HasRank: true, Rank: 1 } && ListTensors.CountsAll(context.Input(1), list)))
        {
            context.SetOutput(0, list);
            return;
        }

        context.SetOutput(0, context.EmitMoved(new Gather(), list, context.AsInt32(context.Input(1))));
    }
}
