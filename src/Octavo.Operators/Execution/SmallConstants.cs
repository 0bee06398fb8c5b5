using Octavo.Graphs;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Reads constants that are small enough to be looked at before anything runs.</summary>
internal static class SmallConstants
{
    /// <summary>What counts as small.</summary>
    public const long MostBytes = 65536;

    public static bool IsSmall(this Constant constant) => constant.ElementType.HasFixedSize() && constant.SizeInBytes <= MostBytes;

    /// <summary>Whether the elements stand for themselves, all of them stored.</summary>
    public static bool IsPlain(this Value value) =>
        value is { Quantization: null, QuantizationDetail: null, Sparsity: null, IsVariable: false };

    /// <summary>The elements of a small constant of positions or sizes; null for anything else.</summary>
    public static int[]? Integers(this Value? value) =>
        value is { Constant: { ElementType: ElementType.Int32 or ElementType.Int64 } constant } && value.IsPlain() && constant.IsSmall()
            ? IndexValues.ToInt32(constant.Evaluate(), value.Name)
            : null;

    /// <summary>The one axis, of a value of some rank, that an operand names, counted from the start; null where it is not known.</summary>
    public static int? KnownAxis(this Node node, int operand, int rank) =>
        node.OptionalInput(operand).Integers() is [var axis] && axis >= -rank && axis < rank ? (axis < 0 ? axis + rank : axis) : null;
}
