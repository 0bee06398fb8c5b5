using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The element types that are numbers of .NET, so that one generic step serves them; booleans are bytes.</summary>
internal static class NumericTypes
{
    public static bool Includes(ElementType type) =>
        type is >= ElementType.Int8 and <= ElementType.Boolean or ElementType.Float16 or ElementType.Float32 or ElementType.Float64;

    public static Step Make<TMaker>(ElementType type, TMaker maker)
        where TMaker : INumericStepMaker => type switch
    {
        ElementType.Float16 => maker.Make<Half>(),
        ElementType.Float32 => maker.Make<float>(),
        ElementType.Float64 => maker.Make<double>(),
        ElementType.Int8 => maker.Make<sbyte>(),
        ElementType.Int16 => maker.Make<short>(),
        ElementType.Int32 => maker.Make<int>(),
        ElementType.Int64 => maker.Make<long>(),
        ElementType.UInt8 or ElementType.Boolean => maker.Make<byte>(),
        ElementType.UInt16 => maker.Make<ushort>(),
        ElementType.UInt32 => maker.Make<uint>(),
        ElementType.UInt64 => maker.Make<ulong>(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type is no number."),
    };
}
