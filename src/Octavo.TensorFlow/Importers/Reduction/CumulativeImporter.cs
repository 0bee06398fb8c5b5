using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Running sums and products along one axis. TFLite has the sums; each of the n products is taken of all n elements, with 1 for those that
/// are not part of it.
/// </summary>
internal sealed class CumulativeImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Cumprod", "Cumsum"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        var (isExclusive, isReverse) = (context.Attributes.Boolean("exclusive"), context.Attributes.Boolean("reverse"));
        if (context.Node.Operation == "Cumprod")
        {
            context.SetOutput(0, Products(context, data, isExclusive, isReverse));
            return;
        }

        var sums = new Cumsum(isExclusive, isReverse);
        var type = data.ElementType == ElementType.Float64 ? ElementType.Float32
            : context.Through(sums, KernelTypes.FloatAndWords, data.ElementType);
        var axis = context.Cast(context.Input(1), ElementType.Int32);
        context.SetOutput(0, context.Cast(context.Emit(sums, context.Cast(data, type), axis), data.ElementType));
    }

    private static Value Products(ImportContext context, Value data, bool isExclusive, bool isReverse)
    {
        var rank = context.RequireRank(data).Rank;
        var axis = context.RequireAxis(data.Shape, context.RequireInteger(1, "the axis"));
        var product = new ReduceProd(false);
        var type = data.ElementType == ElementType.Float64 ? ElementType.Float32
            : context.Through(product, KernelTypes.FloatAndWords, data.ElementType);
        var steps = context.Emit(new Octavo.Operators.Range(), context.Constant(Tensor.Scalar(0)), Size(context, data, axis),
            context.Constant(Tensor.Scalar(1)));
        var behind = Enumerable.Repeat(1, rank - axis - 1).ToArray();
        var row = context.Reshape(steps, [-1, 1, .. behind]);
        var column = context.Reshape(steps, [1, -1, .. behind]);
        var (first, second) = isReverse ? (row, column) : (column, row);
        var takesPart = context.Emit(isExclusive ? new Less() : new LessEqual(), first, second);
        var rows = context.Emit(new ExpandDims(), context.Cast(data, type), context.Constant(Tensor.Scalar(axis)));
        var factors = context.Emit(new SelectV2(), takesPart, rows, context.Scalar(type, 1));
        return context.Cast(context.Emit(product, factors, context.Integers(axis + 1)), data.ElementType);
    }

    private static Value Size(ImportContext context, Value data, int axis) => data.Shape[axis] >= 0
        ? context.Constant(Tensor.Scalar(data.Shape[axis]))
        : context.Emit(new Gather(), context.Emit(new ShapeOf(ElementType.Int32), data), context.Constant(Tensor.Scalar(axis)));
}
