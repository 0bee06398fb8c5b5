using System.Collections.Immutable;
using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>Lists of tensors (TensorList, and TensorArray by its flow) as tensors [length, element...].</summary>
internal static class ListTensors
{
    /// <summary>Begins a list of zeros; one whose elements' sizes are not known stays open until an element is written.</summary>
    /// <param name="context">The node.</param>
    /// <param name="output">Which output is the list.</param>
    /// <param name="elementType">Of the elements.</param>
    /// <param name="element">What is known of the elements' shape.</param>
    /// <param name="computed">The sizes as a vector where the model computes them; null where <paramref name="element"/> says all.</param>
    /// <param name="length">An int32 scalar.</param>
    public static void BeginList(this ImportContext context, int output, ElementType elementType, Shape element, Value? computed,
        Value length)
    {
        if (computed is not null)
        {
            context.SetOutput(output, context.Zeros(elementType, context.Join(length, context.AsInt32(computed))));
        }
        else if (element.IsKnown)
        {
            context.SetOutput(output, context.Zeros(elementType, context.Join(length, context.Integers(element.ToArray()))));
        }
        else
        {
            context.SetList(output, new OpenList(elementType, length, element));
        }
    }

    /// <summary>
    /// The tensor that an open list is once an element was written. In a graph that the list is an argument of, something of the same
    /// shape.
    /// </summary>
    public static Value TensorOf(this ImportContext context, OpenList list) => list.Length is { } length
        ? context.Zeros(list.ElementType, context.Join(list.Written.Select(size => size.Emit(context)).Prepend(length)))
        : context.Import.Edit.NewValue($"{context.Name}/list", list.ElementType,
            new Shape([-1, .. list.Written.Select(size => size.Known)]));

    /// <summary>A list to read from.</summary>
    /// <exception cref="OctavoException">Unsupported: nobody said what its elements look like.</exception>
    public static Value RequireList(this ImportContext context, int input) =>
        context.ListOf(input) is not { } list ? context.Input(input)
        : !list.Parts.IsDefault
            ? throw context.Unsupported("the list's elements have different shapes", "Read them one by one, at fixed places.")
        : list.IsWritten ? context.TensorOf(list)
        : list.Element.IsKnown ? context.TensorOf(list.With([.. list.Element.ToArray().Select(size => new ElementSize(size))]))
        : throw context.Unsupported("the shape of what the list holds is not known where it is read",
            "Give the list an element shape in the model.");

    /// <summary>Writes a list that has one more element, or another one in its place.</summary>
    /// <param name="context">The node.</param>
    /// <param name="input">Which input is the list.</param>
    /// <param name="output">Which output is the list behind it.</param>
    /// <param name="item">The element.</param>
    /// <param name="write">From the list as a tensor to the list behind it.</param>
    public static void ChangeList(this ImportContext context, int input, int output, Value item, Func<Value, Value> write)
    {
        if (context.ListOf(input) is not { } list)
        {
            context.SetOutput(output, write(context.Input(input)));
            return;
        }

        if (!list.Parts.IsDefault)
        {
            throw context.Unsupported("the list's elements have different shapes");
        }

        list = list.With(ElementSize.All(context.RequireRank(item), item));
        if (list.Length is null)
        {
            context.SetList(output, list);
        }
        else
        {
            context.SetOutput(output, write(context.TensorOf(list)));
        }
    }

    /// <summary>An element [element...] as a list of it alone.</summary>
    public static Value AsList(this ImportContext context, Value item) =>
        context.Emit(new ExpandDims(), item, context.Constant(Tensor.Scalar(0)));

    /// <summary>A list with another length: cut, or filled up with zeros.</summary>
    /// <param name="length">An int32 scalar.</param>
    public static Value Resized(this ImportContext context, Value list, Value length)
    {
        var rank = context.RequireRank(list).Rank;
        var missing =
            context.Emit(new Maximum(), context.Emit(new Sub(), length, context.SizeOf(list, 0)), context.Constant(Tensor.Scalar(0)));
        var element = context.Part(context.SizesOf(list), 1, rank);
        var filled = context.EmitMoved(new Concatenation(0), list, context.Zeros(list.ElementType, context.Join(missing, element)));
        return context.EmitMoved(new Slice(), filled, context.Integers(new int[rank]), context.Join(length, element));
    }

    public static Value Zeros(this ImportContext context, ElementType elementType, Value sizes) => !elementType.HasFixedSize()
        ? throw context.Unsupported($"a list of {elementType}", "Lists hold numbers.")
        : context.Filled(sizes, context.Constant(Tensor.Zeros(elementType, new Shape([]))));

    /// <summary>The element shape that an input names.</summary>
    /// <returns>What is known; and the input where the model computes it.</returns>
    public static (Shape Known, Value? Computed) ElementShape(this ImportContext context, int input)
    {
        var value = context.Input(input);
        if (value.Constant is { } constant)
        {
            var sizes = IndexValues.ToInt32(constant.Evaluate(), context.Where);
            return (value.Shape.Rank == 0 ? Shape.Unknown : new Shape([.. sizes.Select(size => Math.Max(size, -1))]), null);
        }

        return PartialIntegers.Of(value) is { } partly && partly.Any(size => size < 0)
            ? (new Shape([.. partly.Select(size => size is { } known ? (int)Math.Max(known, -1) : -1)]), null)
            : (Shape.Unknown, value);
    }

    /// <summary>Whether a vector counts from 0 up to the length of a list.</summary>
    public static bool CountsAll(Value indices, Value list) => indices.Constant is { } constant
        ? list.Shape[0] == constant.ElementCount && IsCount(constant)
        : indices.Producer is { Operator: Operators.Range } count && IsLengthOf(count.Input(1), list) && Counts(indices);

    /// <summary>Whether a vector counts from 0 in steps of 1.</summary>
    public static bool Counts(Value indices) => indices.Constant is { } constant
        ? IsCount(constant)
        : indices.Producer is { Operator: Operators.Range } count && IsNumber(count.Input(0), 0) && IsNumber(count.Input(2), 1);

    private static bool IsCount(Constant constant) =>
        constant.ElementType == ElementType.Int32 && constant.Evaluate().Values<int>().ToArray()
        .Select((index, position) => index == position).All(same => same);

    private static bool IsNumber(Value value, int number) =>
        value.Constant is { ElementType: ElementType.Int32, ElementCount: 1 } constant && constant.Evaluate().Values<int>()[0] == number;

    private static bool IsLengthOf(Value length, Value list) =>
        length.Producer is { Operator: StridedSlice { ShrinkAxisMask: 1 } } part && part.Input(0).Producer is { Operator: ShapeOf } sizes
        && ReferenceEquals(sizes.Input(0), list)
        && part.Input(1).Constant is { } start && IndexValues.ToInt32(start.Evaluate(), part.Where)[0] == 0;
}
