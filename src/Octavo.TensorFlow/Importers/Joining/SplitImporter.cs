using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Cuts a tensor into equal parts.</summary>
internal sealed class SplitImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Split"];

    public void Import(ImportContext context)
    {
        var axis = context.AsInt32(context.Input(0));
        var data = context.Input(1);
        var count = context.Node.OutputCount;
        var parts = count == 1 ? [data]
            : data.IsMovedBy(new Split(count)) || data.ElementType.BitsPerElement() != 64
            ? context.EmitManyMoved(new Split(count), count, axis, data)
            : context.EmitManyMoved(new SplitV(count), count, data, Sizes(context, data, count), axis);
        for (var index = 0; index < count; index++)
        {
            context.SetOutput(index, parts[index]);
        }
    }

    /// <summary>LiteRT cuts elements of 64 bits into parts of given sizes only.</summary>
    private static Value Sizes(ImportContext context, Value data, int count)
    {
        context.RequireRank(data);
        var whole = context.SizeOf(data, context.RequireInteger(0, "the axis"));
        return context.Filled(context.Integers(count), context.Emit(new FloorDiv(), whole, context.Constant(Tensor.Scalar(count))));
    }
}
