using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>Writes one element of a list.</summary>
internal sealed class ListWriteImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["TensorArrayWriteV3", "TensorListSetItem"];

    public void Import(ImportContext context)
    {
        var isArray = context.Node.Operation == "TensorArrayWriteV3";
        var grows = !isArray && context.Attributes.Boolean("resize_if_index_out_of_bounds");
        var index = context.AsInt32(context.Input(1));
        var item = context.Input(2);
        context.ChangeList(isArray ? 3 : 0, 0, item, list => Write(context, grows ? Grown(context, list, index) : list, index, item));
    }

    private static Value Write(ImportContext context, Value list, Value index, Value item)
    {
        var start = context.Join(context.Reshape(index, 1), context.Integers(new int[context.RequireRank(item).Rank]));
        return context.EmitMoved(new DynamicUpdateSlice(), list, context.AsList(item), start);
    }

    private static Value Grown(ImportContext context, Value list, Value index)
    {
        var needed = context.Emit(new Add(), index, context.Constant(Tensors.Tensor.Scalar(1)));
        return context.Resized(list, context.Emit(new Maximum(), needed, context.SizeOf(list, 0)));
    }
}
