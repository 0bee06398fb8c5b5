using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>Fills whole operands and readies the memory of strings.</summary>
internal static unsafe class ElementFill
{
    /// <summary>Gives a string operand an array of as many elements as its shape has; other operands stay as they are.</summary>
    public static void Ready(Operand target)
    {
        if (target.ElementType == ElementType.String && target.Strings.Length != target.ElementCount)
        {
            target.Strings = new ReadOnlyMemory<byte>[target.ElementCount];
        }
    }

    /// <summary>All bits 0; empty strings.</summary>
    public static void Clear(Operand target)
    {
        if (target.ElementType == ElementType.String)
        {
            Ready(target);
            Array.Clear(target.Strings);
        }
        else
        {
            new Span<byte>(target.Pointer, checked((int)target.SizeInBytes)).Clear();
        }
    }

    /// <summary>Sets all elements to the low bits of <paramref name="bits"/>.</summary>
    public static void Fill(Operand target, ulong bits)
    {
        var count = checked((int)target.ElementCount);
        switch (target.ElementType.BitsPerElement())
        {
            case 0:
                Clear(target);
                break;
            case 8:
                new Span<byte>(target.Pointer, count).Fill((byte)bits);
                break;
            case 16:
                new Span<ushort>(target.Pointer, count).Fill((ushort)bits);
                break;
            case 32:
                new Span<uint>(target.Pointer, count).Fill((uint)bits);
                break;
            case 64:
                new Span<ulong>(target.Pointer, count).Fill(bits);
                break;
            case 128 when bits == 0:
                Clear(target);
                break;
            default:
                for (var index = 0; index < count; index++)
                {
                    PackedElements.Set(target.Pointer, index, target.ElementType.BitsPerElement(),
                        (byte)(bits & ((1ul << target.ElementType.BitsPerElement()) - 1)));
                }

                break;
        }
    }

    /// <summary>Sets all elements to the first element of <paramref name="value"/>.</summary>
    public static void Fill(Operand target, Operand value)
    {
        var bits = target.ElementType.BitsPerElement();
        switch (bits)
        {
            case 0:
                Ready(target);
                Array.Fill(target.Strings, value.Strings[0]);
                break;
            case 128:
                new Span<UInt128>(target.Pointer, checked((int)target.ElementCount)).Fill(*value.As<UInt128>());
                break;
            case 64:
                Fill(target, *value.As<ulong>());
                break;
            case 32:
                Fill(target, *value.As<uint>());
                break;
            case 16:
                Fill(target, *value.As<ushort>());
                break;
            default:
                Fill(target, *value.Pointer);
                break;
        }
    }
}
