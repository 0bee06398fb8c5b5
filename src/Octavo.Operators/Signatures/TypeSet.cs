namespace Octavo.Operators;

/// <summary>Some element types; the named sets are those that operators of .tflite files take.</summary>
internal readonly record struct TypeSet(uint Bits)
{
    public static TypeSet Any => new(uint.MaxValue);

    public static TypeSet Floats => Of(ElementType.Float16, ElementType.BFloat16, ElementType.Float32, ElementType.Float64);

    /// <summary>Of 8 to 64 bits.</summary>
    public static TypeSet Integers => Of(
        ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16, ElementType.Int32, ElementType.UInt32,
        ElementType.Int64, ElementType.UInt64);

    public static TypeSet Numbers => Floats | Integers;

    public static TypeSet Complexes => Of(ElementType.Complex64, ElementType.Complex128);

    /// <summary>What sums and products are defined for.</summary>
    public static TypeSet Values => Numbers | Complexes | ElementType.Boolean;

    /// <summary>What is compared.</summary>
    public static TypeSet Comparables => Values | ElementType.String;

    /// <summary>Floats, and what stands for them in 8 or 16 bits.</summary>
    public static TypeSet Activations => Floats | Of(ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16);

    /// <summary>Activations, and what stands for floats in fewer bits.</summary>
    public static TypeSet Weights => Activations | Of(ElementType.Int2, ElementType.Int4, ElementType.UInt4);

    public static TypeSet Biases => Floats | Of(ElementType.Int32, ElementType.UInt32, ElementType.Int64);

    /// <summary>Handles of resources; old files have numbers.</summary>
    public static TypeSet Handles => Of(ElementType.Resource, ElementType.Int32);

    public static implicit operator TypeSet(ElementType type) => new(1u << (int)type);

    public static TypeSet operator |(TypeSet left, TypeSet right) => new(left.Bits | right.Bits);

    public bool Contains(ElementType type) => (Bits & (1u << (int)type)) != 0;

    public override string ToString()
    {
        var set = this;
        return string.Join(", ", Enum.GetValues<ElementType>().Where(type => set.Contains(type)));
    }

    private static TypeSet Of(params ReadOnlySpan<ElementType> types)
    {
        var set = default(TypeSet);
        foreach (var type in types)
        {
            set |= type;
        }

        return set;
    }
}
