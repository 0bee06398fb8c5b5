using Octavo.Graphs;
using Octavo.Operators;

namespace Octavo.TensorFlow;

/// <summary>
/// Takes every stride-th position of axes. LiteRT gets one element for each axis: ellipses are spelled out, and new axes are a reshape.
/// </summary>
internal sealed class StridedSliceImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["StridedSlice"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var masks = Masks(context);
        if (!data.Shape.HasRank || context.Input(1).Shape is not { IsKnown: true, Rank: 1 } given)
        {
            context.SetOutput(0, context.EmitMoved(masks, [data, .. context.Inputs(1, 4).Select(context.AsInt32)]));
            return;
        }

        var plan = SliceElements.Read(masks, given[0], data.Shape.Rank, context.Where);
        var begin = Vector(context, 1, plan, 0);
        var end = Vector(context, 2, plan, 0);
        var strides = Vector(context, 3, plan, 1);
        var slice = plan.IsWhole(strides.Constant) ? data : context.EmitMoved(plan.Masks, data, begin, end, strides);
        context.SetOutput(0, WithNewAxes(context, slice, plan.NewAxes));
    }

    private static StridedSlice Masks(ImportContext context)
    {
        int Mask(string name) => unchecked((int)context.Attributes.Integer(name));
        return new StridedSlice(Mask("begin_mask"), Mask("end_mask"), Mask("ellipsis_mask"), Mask("new_axis_mask"),
            Mask("shrink_axis_mask"));
    }

    /// <summary>One element for each axis, from an input that has one for each element of the slice.</summary>
    private static Value Vector(ImportContext context, int input, SliceElements plan, int otherwise)
    {
        var vector = context.AsInt32(context.Input(input));
        if (vector.Shape is { IsKnown: true } shape && (shape.Rank != 1 || shape[0] <= plan.ByAxis.Max()))
        {
            throw new OctavoException(ErrorKind.MalformedModel, $"input {input} has another number of elements than the first",
                context.Where, $"[{plan.ByAxis.Max() + 1}]", shape.ToString());
        }

        if (plan.ByAxis.Select((element, axis) => element == axis).All(same => same) && vector.Shape.IsKnown
            && plan.ByAxis.Length == vector.Shape[0])
        {
            return vector;
        }

        return vector.Constant?.Evaluate() is { } known
            ? context.Integers([.. plan.ByAxis.Select(element => element < 0 ? otherwise : known.Values<int>()[element])])
            : context.Join(
                plan.ByAxis.Select(element => element < 0 ? context.Integers(otherwise) : context.Part(vector, element, element + 1)));
    }

    private static Value WithNewAxes(ImportContext context, Value slice, IReadOnlyList<int> newAxes)
    {
        if (newAxes.Count == 0)
        {
            return slice;
        }

        var sizes = slice.Shape.ToArray().ToList();
        foreach (var axis in newAxes)
        {
            sizes.Insert(axis, 1);
        }

        return sizes.Count(size => size < 0) <= 1 && (slice.Shape.IsKnown || !sizes.Contains(0))
            ? context.Reshape(slice, [.. sizes])
            : newAxes.Aggregate(slice, (value, axis) => context.Emit(new ExpandDims(), value, context.Integers(axis)));
    }
}
