using System.Collections.Frozen;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Sets of plain element types, as kernels name what they take.</summary>
internal static class IntegerTypes
{
    /// <summary>The integers of 8 to 64 bits.</summary>
    public static FrozenSet<ElementType> All { get; } = FrozenSet.ToFrozenSet(
    [
        ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16,
        ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64,
    ]);

    public static FrozenSet<ElementType> Int32 { get; } = FrozenSet.ToFrozenSet([ElementType.Int32]);

    public static FrozenSet<ElementType> Boolean { get; } = FrozenSet.ToFrozenSet([ElementType.Boolean]);

    /// <summary>The integers of 8 to 64 bits, and booleans as bytes of 0 and 1.</summary>
    public static FrozenSet<ElementType> AllAndBoolean { get; } = All.Append(ElementType.Boolean).ToFrozenSet();
}
