using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Squares, of values and of differences; products where the operators lack the element type.</summary>
internal sealed class SquareImporter : IImporter
{
    private static readonly ElementwiseRule Square = new(new Square(), KernelTypes.Float, IsContinuous: true);
    private static readonly ElementwiseRule SquaredDifference = new(new SquaredDifference(), KernelTypes.FloatAndInt32, IsContinuous: true);
    private static readonly ElementwiseRule Difference = new(new Sub(), KernelTypes.FloatAndWords, 6);
    private static readonly ElementwiseRule Product =
        new(new Mul(), KernelTypes.Of(ElementType.Int32, ElementType.Int64, ElementType.Complex64), 6);

    public IReadOnlyList<string> Operations { get; } = ["Square", "SquaredDifference"];

    public void Import(ImportContext context)
    {
        var data = context.Input(0);
        context.SetOutput(0, context.Node.Operation == "Square" ? OfValue(context, data) : OfDifference(context, data, context.Input(1)));
    }

    private static Value OfValue(ImportContext context, Value data) => data.ElementType.IsFloatingPoint()
        ? ElementwiseImporter.Apply(context, Square, data)
        : ElementwiseImporter.Apply(context, Product, data, data);

    private static Value OfDifference(ImportContext context, Value left, Value right) =>
        left.ElementType is ElementType.Int64 or ElementType.UInt32
        ? OfValue(context, ElementwiseImporter.Apply(context, Difference, left, right))
        : ElementwiseImporter.Apply(context, SquaredDifference, left, right);
}
