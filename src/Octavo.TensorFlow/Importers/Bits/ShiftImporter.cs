using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Bits shifted, by a count that is clamped to the width: to the right by TFLite's operator, to the left as a product with a power of two.
/// </summary>
internal sealed class ShiftImporter : IImporter
{
    private static readonly ElementwiseRule Right = new(new RightShift(), KernelTypes.Of(
        ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16, ElementType.Int32, ElementType.UInt32));

    private static readonly KernelTypes Products = KernelTypes.Of(ElementType.Int32, ElementType.UInt32, ElementType.Int64);
    private static readonly KernelTypes Counts = KernelTypes.Of(ElementType.Int32, ElementType.Int64);

    public IReadOnlyList<string> Operations { get; } = ["LeftShift", "RightShift"];

    public void Import(ImportContext context)
    {
        var (data, count) = (context.Input(0), context.Input(1));
        context.SetOutput(0, context.Node.Operation == "RightShift"
            ? ElementwiseImporter.Apply(context, Right, data, count)
            : Product(context, data, count));
    }

    private static Value Product(ImportContext context, Value data, Value count)
    {
        var last = data.ElementType.BitsPerElement() - 1;
        var product = new Mul();
        var type = context.Through(product, Products, data.ElementType);
        var steps = context.Cast(count, context.Through(new Minimum(), Counts, count.ElementType));
        steps = context.Emit(new Maximum(), context.Emit(new Minimum(), steps, context.Scalar(steps.ElementType, last)),
            context.Scalar(steps.ElementType, 0));
        var factor = context.Emit(new Gather(), Powers(context, type, last), context.Cast(steps, ElementType.Int32));
        return context.Cast(context.Emit(product, context.Cast(data, type), context.Cast(factor, type)), data.ElementType);
    }

    /// <summary>2^0 to 2^last, wrapped around; int32 for unsigned numbers too, which have the same bits.</summary>
    private static Value Powers(ImportContext context, ElementType type, int last) => context.Constant(type == ElementType.Int64
        ? Tensor.From(new Shape(last + 1), [.. Enumerable.Range(0, last + 1).Select(bit => 1L << bit)])
        : Tensor.From(new Shape(last + 1), [.. Enumerable.Range(0, last + 1).Select(bit => 1 << bit)]));
}
