using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Where a cast reads and writes, and the conversions of types that have no arithmetic of their own.</summary>
internal sealed unsafe class CastMemory(Operand input, ScratchMemory? expanded, ScratchMemory? computed, Operand output)
{
    public long Count => output.ElementCount;

    public bool ToBoolean => output.ElementType == ElementType.Boolean;

    /// <summary>The input's elements, expanded where they must be.</summary>
    public void* Expand()
    {
        if (expanded is null)
        {
            return input.Pointer;
        }

        var source = input.Pointer;
        for (long index = 0; index < Count; index++)
        {
            switch (input.ElementType)
            {
                case ElementType.UInt4:
                    expanded.Pointer[index] = PackedElements.Get(source, index, 4);
                    break;
                case ElementType.BFloat16:
                    expanded.Floats[index] = BitConverter.UInt32BitsToSingle((uint)((ushort*)source)[index] << 16);
                    break;
                case ElementType.Complex64:
                    expanded.Floats[index] = ((float*)source)[2 * index];
                    break;
                default:
                    ((sbyte*)expanded.Pointer)[index] = (sbyte)PackedElements.GetSigned(source, index, input.ElementType.BitsPerElement());
                    break;
            }
        }

        return expanded.Pointer;
    }

    /// <summary>Where computed elements go.</summary>
    public void* Target => computed is null ? output.Pointer : computed.Pointer;

    /// <summary>Brings computed elements into the output's form.</summary>
    public void Contract()
    {
        for (long index = 0; computed is not null && index < Count; index++)
        {
            if (output.ElementType == ElementType.Complex64)
            {
                ((float*)output.Pointer)[2 * index] = computed.Floats[index];
                ((float*)output.Pointer)[(2 * index) + 1] = 0;
            }
            else
            {
                ((ushort*)output.Pointer)[index] = ToBFloat16(computed.Floats[index]);
            }
        }
    }

    /// <summary>The upper half of the bits, rounded to nearest, ties to even; NaN stays one.</summary>
    private static ushort ToBFloat16(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value) ? (ushort)((bits >> 16) | 0x40) : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
