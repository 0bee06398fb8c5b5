using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The same elements under another shape. Inputs: data of any type; new shape, int32 [rank], one size may be -1 (what remains).
/// A file without the second input keeps the shape in <see cref="NewShape"/>.
/// </summary>
/// <param name="NewShape">
/// Used where input 1 is absent; unknown for a file that has no shape at all, which a single element goes with.
/// </param>
internal sealed partial record Reshape(Shape NewShape) : Operator, IShapeInference, IAxisMap, IMemoryUse, IQuantizable
{
    private const int MostAxes = 1024;

    public override string Name => "RESHAPE";

    QuantizationContract IQuantizable.Contract => ContractForms.Moves(ContractForms.All, inputs: 2);

    public AxisSource SourceOf(Node node, int output, int axis) =>
        node.OptionalInput(1) is null ? AxisSource.None : AxisSource.Element(1, axis, 0);

    public ImmutableArray<MemoryUse> MemoryOf(Node node, int output) => MemoryUse.View;

    public ImmutableArray<TypedShape> InferOutputs(ShapeContext context)
    {
        var data = context.Input(0);
        if (context.InputCount > 1 && context.OptionalInput(1) is { } shapeOperand)
        {
            return context.KnownIntegers(1) is { } sizes
                ? [new TypedShape(data.ElementType, Resolve(context, data.Shape, sizes))]
                : [new TypedShape(data.ElementType, shapeOperand.Shape is { IsKnown: true, Rank: 1, ElementCount: 0 }
                    ? Resolve(context, data.Shape, []) : UnknownOfLength(context, shapeOperand.Shape))];
        }

        return [new TypedShape(data.ElementType, Resolve(context, data.Shape, NewShape.HasRank ? OwnSizes(data.Shape) : []))];
    }

    /// <summary>Files of older tools write a scalar's shape as [0].</summary>
    private int[] OwnSizes(Shape data) =>
        NewShape is { Rank: 1 } && NewShape[0] == 0 && data.IsKnown && data.ElementCount == 1 ? [] : NewShape.ToArray();

    private static Shape UnknownOfLength(ShapeContext context, Shape shapeOfShape)
    {
        if (!shapeOfShape.IsKnown || shapeOfShape.Rank != 1)
        {
            return Shape.Unknown;
        }

        if (shapeOfShape[0] > MostAxes)
        {
            throw context.Mismatch("the new shape has too many axes", $"at most {MostAxes}", $"{shapeOfShape[0]}");
        }

        var sizes = new int[shapeOfShape[0]];
        Array.Fill(sizes, Shape.UnknownSize);
        return new Shape(sizes);
    }

    private static Shape Resolve(ShapeContext context, Shape data, int[] sizes)
    {
        var open = Array.IndexOf(sizes, -1);
        if (sizes.Any(size => size < -1) || (open >= 0 && Array.LastIndexOf(sizes, -1) != open))
        {
            throw context.Mismatch("the new shape is not valid", "sizes of at least 0, at most one -1", $"[{string.Join(',', sizes)}]");
        }

        if (!data.IsKnown)
        {
            return new Shape(sizes);
        }

        var rest = sizes.Where((_, axis) => axis != open).Aggregate(1L, (product, size) => CheckedSize.Product(product, size));
        if (open >= 0 && rest > 0 && data.ElementCount % rest == 0)
        {
            sizes[open] = CheckedSize.Narrow(data.ElementCount / rest);
            rest *= sizes[open];
        }

        return rest == data.ElementCount && !sizes.Contains(-1)
            ? new Shape(sizes)
            : throw context.Mismatch("the elements do not fill the new shape", $"{data.ElementCount} elements, from {data}",
                $"[{string.Join(',', sizes)}]");
    }
}
