using System.Numerics;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Makes the step of a cast between any two types that one can be made for.</summary>
internal static class CastSteps
{
    public static bool Reads(ElementType type) => Intermediate(type) is not null;

    public static bool Writes(ElementType type) => type.BitsPerElement() >= 8 && Intermediate(type) is not null;

    /// <summary>
    /// Types that .NET has no arithmetic for (packed integers, bfloat16, complex numbers) go through scratch memory of one that it has,
    /// which holds each of their values exactly.
    /// </summary>
    public static Step Make(KernelContext context)
    {
        var input = context.Input(0);
        var output = context.Output(0);
        var from = Intermediate(input.ElementType)!.Value;
        var to = Intermediate(output.ElementType)!.Value;
        var expanded = from == input.ElementType ? null : context.Scratch(Math.Max(1, from.SizeInBytes(input.ElementCount)));
        var computed = to == output.ElementType ? null : context.Scratch(Math.Max(1, to.SizeInBytes(output.ElementCount)));
        return NumericTypes.Make(from, new From(to, new CastMemory(input, expanded, computed, output)));
    }

    /// <summary>The type that arithmetic is done in; null where there is none.</summary>
    private static ElementType? Intermediate(ElementType type) => type switch
    {
        _ when NumericTypes.Includes(type) => type,
        ElementType.Int2 or ElementType.Int4 or ElementType.UInt4 => ElementType.Int8,
        ElementType.BFloat16 or ElementType.Complex64 => ElementType.Float32,
        _ => null,
    };

    private readonly struct From(ElementType to, CastMemory memory) : INumericStepMaker
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => NumericTypes.Make(to, new To<T>(memory));
    }

    private readonly struct To<TFrom>(CastMemory memory) : INumericStepMaker
        where TFrom : unmanaged, INumber<TFrom>
    {
        public Step Make<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new CastStep<TFrom, T>(memory);
    }
}
