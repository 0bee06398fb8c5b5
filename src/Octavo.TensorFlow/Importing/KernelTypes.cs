using System.Collections.Frozen;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>The element types that LiteRT's kernel of an operator computes, and which of them stands in for another type.</summary>
internal sealed class KernelTypes
{
    private static readonly ElementType[] OfSmallIntegers = [ElementType.Int32, ElementType.Int64];
    private static readonly ElementType[] OfUnsignedWords = [ElementType.Int64];
    private static readonly ElementType[] OfFloats = [ElementType.Float32];

    private readonly FrozenSet<ElementType> types;

    private KernelTypes(params ElementType[] types) => this.types = types.ToFrozenSet();

    public static KernelTypes Float { get; } = new(ElementType.Float32);

    public static KernelTypes FloatAndInt32 { get; } = new(ElementType.Float32, ElementType.Int32);

    public static KernelTypes FloatAndWords { get; } = new(ElementType.Float32, ElementType.Int32, ElementType.Int64);

    public static KernelTypes Boolean { get; } = new(ElementType.Boolean);

    public static KernelTypes Of(params ElementType[] types) => new(types);

    /// <summary>
    /// The type to compute in: the type itself, or one that holds all its values, so that results (modulo the type's range, for integers)
    /// are the same. Null where there is none.
    /// </summary>
    public ElementType? For(ElementType type) =>
        types.Contains(type) ? type : StandIns(type).Where(types.Contains).Select(found => (ElementType?)found).FirstOrDefault();

    public override string ToString() => string.Join(", ", types.Order());

    private static ElementType[] StandIns(ElementType type) => type switch
    {
        ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 => OfSmallIntegers,
        ElementType.UInt32 => OfUnsignedWords,
        ElementType.Float16 or ElementType.BFloat16 => OfFloats,
        _ => [],
    };
}
