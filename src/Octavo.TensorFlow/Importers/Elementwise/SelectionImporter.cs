using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// Takes each element from one of two tensors. Only bits move, so types that LiteRT's kernels lack go as integers of their size.
/// </summary>
internal sealed class SelectionImporter : IImporter
{
    public IReadOnlyList<string> Operations { get; } = ["Select", "SelectV2"];

    public void Import(ImportContext context)
    {
        var (condition, left, right) = (context.Input(0), context.Input(1), context.Input(2));
        var type = left.ElementType;
        var carrier = type switch
        {
            ElementType.Float16 or ElementType.BFloat16 or ElementType.UInt16 => ElementType.Int16,
            ElementType.Float64 or ElementType.UInt64 or ElementType.Complex64 => ElementType.Int64,
            ElementType.Complex128 or ElementType.String =>
                throw context.Unsupported($"a choice among {type} elements", "Choose among numbers of at most 64 bits."),
            _ => type,
        };
        Operator select =
            context.Node.Operation == "Select" || AreEqual(condition.Shape, left.Shape, right.Shape) ? new Select() : new SelectV2();
        var chosen = context.Emit(select, condition, context.Reinterpret(left, carrier), context.Reinterpret(right, carrier));
        context.SetOutput(0, context.Reinterpret(chosen, type));
    }

    private static bool AreEqual(Shape condition, Shape left, Shape right) => condition.IsKnown && condition == left && left == right;
}
