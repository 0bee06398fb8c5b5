using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Passes;

/// <summary>Reads constants that are small enough to be looked at while passes run.</summary>
internal static class ConstantReading
{
    /// <summary>The elements of a small constant of float32; null for anything else.</summary>
    public static float[]? Floats(this Value? value) =>
        value is { Constant: { ElementType: ElementType.Float32 } constant } && value.IsPlain() && constant.IsSmall()
            ? constant.Evaluate().Values<float>().ToArray()
            : null;

    /// <summary>The number that all elements of a small constant of float32 are; null where they differ, or there is none.</summary>
    public static float? Number(this Value? value) =>
        value.Floats() is [var first, ..] elements && Array.TrueForAll(elements, element => element.Equals(first)) ? first : null;

    /// <summary>
    /// A constant [channels] that says the same as <paramref name="value"/> where it meets a tensor of <paramref name="shape"/>: it varies
    /// along the last axis at most, and does not stretch the tensor. Null where there is none.
    /// </summary>
    public static Constant? AlongLastAxis(this Value? value, Shape shape)
    {
        if (value is not { Constant: { } constant } || !value.IsPlainFloat() || !shape.HasRank || shape.Rank == 0 || shape[-1] <= 0
            || constant.Shape.Rank > shape.Rank || constant.ElementCount != (constant.Shape.Rank == 0 ? 1 : constant.Shape[-1]))
        {
            return null;
        }

        var channels = shape[-1];
        return constant.ElementCount == channels ? constant.Under(new Shape(channels))
            : constant.ElementCount == 1 ? constant.Repeated(channels)
            : null;
    }
}
