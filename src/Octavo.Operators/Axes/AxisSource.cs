namespace Octavo.Operators;

/// <summary>Where an axis of an output comes from.</summary>
internal readonly record struct AxisSource
{
    private readonly int number;

    private AxisSource(AxisOrigin origin, int input = 0, int axis = 0, int number = 0)
    {
        Origin = origin;
        Input = input;
        Axis = axis;
        this.number = number;
    }

    public static AxisSource None => default;

    public static AxisSource Operands => new(AxisOrigin.Operands);

    public AxisOrigin Origin { get; }

    public int Input { get; }

    /// <summary>The axis of the input, counted from its start, the first one of a product; or the index of the element.</summary>
    public int Axis { get; }

    /// <summary>Of a part: the position of the input's axis that it begins with.</summary>
    public int First => number;

    /// <summary>Of a product: how many axes it is made of.</summary>
    public int Count => number;

    /// <summary>Of an element: the input whose elements an element of -1 lets remain for the axis; -1 where there is none.</summary>
    public int RestOf => number;

    public static AxisSource Size(int input, int axis) => new(AxisOrigin.Size, input, axis);

    public static AxisSource Whole(int input, int axis) => new(AxisOrigin.Whole, input, axis);

    public static AxisSource Part(int input, int axis, int first) => new(AxisOrigin.Part, input, axis, first);

    public static AxisSource Joined(int axis) => new(AxisOrigin.Joined, 0, axis);

    public static AxisSource Product(int input, int axis, int count) => new(AxisOrigin.Product, input, axis, count);

    public static AxisSource Element(int input, int index, int restOf = -1) => new(AxisOrigin.Element, input, index, restOf);
}
