using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Gives each position of an axis as a tensor of its own.</summary>
internal sealed class UnpackImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Unpack"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var axis = context.Integer("axis");
        var @operator = new Unpack(axis, context.Integer("num"));
        var parts = data.IsMovedBy(@operator) || data.ElementType.BitsPerElement() != 64
            ? context.EmitManyMoved(@operator, @operator.Count, data)
            : [.. Enumerable.Range(0, @operator.Count).Select(position => Position(context, data, axis, position))];
        for (var index = 0; index < parts.Length; index++)
        {
            context.SetOutput(index, parts[index]);
        }
    }

    /// <summary>LiteRT unpacks no elements of 64 bits, but slices them.</summary>
    private static Value Position(ImportContext context, Value data, int axis, int position)
    {
        var place = context.RequireAxis(context.RequireRank(data), axis);
        var begin = new int[place + 1];
        var end = new int[place + 1];
        begin[place] = position;
        end[place] = position + 1;
        var others = (1 << place) - 1;
        return context.EmitMoved(
            new StridedSlice(others, others, ShrinkAxisMask: 1 << place), data, context.Integers(begin), context.Integers(end),
            context.Integers([.. Enumerable.Repeat(1, place + 1)]));
    }
}
