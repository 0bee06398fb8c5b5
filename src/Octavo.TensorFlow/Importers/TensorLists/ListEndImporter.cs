using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>What happens at the end of a list: elements are added and taken away there.</summary>
internal sealed class ListEndImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } =
        ["TensorListConcatLists", "TensorListPopBack", "TensorListPushBack", "TensorListResize"];

    public void Import(ImportContext context)
    {
        switch (context.Node.Operation)
        {
            case "TensorListPushBack":
                var added = context.AsList(context.Input(1));
                context.ChangeList(0, 0, context.Input(1),
                    list => list.Shape is { HasRank: true } shape && shape[0] == 0 ? added
                    : context.EmitMoved(new Concatenation(0), list, added));
                break;
            case "TensorListPopBack":
                PopBack(context);
                break;
            case "TensorListResize":
                context.SetOutput(0, context.Resized(context.RequireList(0), context.AsInt32(context.Input(1))));
                break;
            default:
                context.SetOutput(0, context.EmitMoved(new Concatenation(0), context.RequireList(0), context.RequireList(1)));
                break;
        }
    }

    private static void PopBack(ImportContext context)
    {
        var list = context.RequireList(0);
        var (start, end, step) = (context.Integers(0), context.Integers(-1), context.Integers(1));
        context.SetOutput(0, context.EmitMoved(new StridedSlice(), list, start, end, step));
        context.SetOutput(1, context.EmitMoved(new StridedSlice(EndMask: 1, ShrinkAxisMask: 1), list, end, start, step));
    }
}
