namespace Octavo.Operators;

/// <summary>How an axis of an output follows from the inputs.</summary>
internal enum AxisOrigin
{
    /// <summary>Nothing is said.</summary>
    None,

    /// <summary>It has the size of an axis of an input.</summary>
    Size,

    /// <summary>It is an axis of an input, position by position, with the elements that lie there.</summary>
    Whole,

    /// <summary>
    /// It is a part of an axis of an input, with the elements that lie there: position i is position <see cref="AxisSource.First"/> + i.
    /// </summary>
    Part,

    /// <summary>
    /// It is that axis of all inputs, one behind the other; the other axes are those of each input, position by position.
    /// </summary>
    Joined,

    /// <summary>It has the size of the inputs that are not stretched along it, aligned at the last axis.</summary>
    Operands,

    /// <summary>Its size is the product of those of several axes of an input.</summary>
    Product,

    /// <summary>Its size is an element of an input.</summary>
    Element,
}
