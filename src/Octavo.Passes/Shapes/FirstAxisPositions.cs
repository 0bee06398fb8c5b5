using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>The positions along the first axis of a value as a value: 0, 1, 2, ..., int32 [size of the axis].</summary>
internal static class FirstAxisPositions
{
    /// <param name="before">Where nodes go that compute them, if the size is only known when the model runs.</param>
    /// <param name="name">Of the result; operands are named after it.</param>
    public static Value Emit(GraphEdit edit, Node before, string name, Value value)
    {
        if (value.Shape is { HasRank: true } shape && shape[0] >= 0)
        {
            return edit.AddConstant(name, Tensor.From(new Shape(shape[0]), [.. Enumerable.Range(0, shape[0])]));
        }

        Value Number(string part, int number) => edit.AddConstant($"{name}/{part}", Tensor.Scalar(number));
        Value Position(string part, int position) => edit.AddConstant($"{name}/{part}", Tensor.From(new Shape(1), [position]));
        var sizes = edit.Emit(before, $"{name}/sizes", new ShapeOf(), value);
        var count = edit.Emit(before, $"{name}/count", new StridedSlice(ShrinkAxisMask: 1), sizes, Position("begin", 0), Position("end", 1),
            Position("strides", 1));
        return edit.Emit(before, name, new Operators.Range(), Number("start", 0), count, Number("delta", 1));
    }
}
