namespace Octavo.Evaluation;

/// <summary>Progressive scans. Source: ITU-T T.81, annex G.</summary>
internal sealed partial class JpegScan
{
    /// <summary>Blocks to come that have no new coefficient in this band.</summary>
    private int blocksWithoutCoefficients;

    /// <summary>Each scan must send bits that no scan has sent, in order: this also bounds the number of scans that count.</summary>
    private void CheckProgression()
    {
        if (SpectralEnd > 63 || SpectralStart > SpectralEnd || (SpectralStart == 0 && SpectralEnd != 0)
            || (SpectralStart > 0 && components.Length > 1) || LowBit > 13 || (HighBit != 0 && HighBit != LowBit + 1))
        {
            throw Damaged("A progressive scan has impossible parameters.",
                found: $"band {SpectralStart} to {SpectralEnd}, bits {HighBit} to {LowBit}");
        }

        foreach (var component in components)
        {
            for (var index = SpectralStart; index <= SpectralEnd; index++)
            {
                var sent = component.SentBit[index];
                if (sent < 0 ? HighBit != 0 : HighBit == 0 || sent != HighBit)
                {
                    throw Damaged("A progressive scan repeats or skips bits of a coefficient.",
                        found: $"coefficient {index}, bits {HighBit} to {LowBit}");
                }

                component.SentBit[index] = LowBit;
            }
        }
    }

    private void DecodeBand(JpegComponent component, Span<short> coefficients)
    {
        switch (SpectralStart, HighBit)
        {
            case (0, 0):
                component.Prediction += bits.TakeSigned(Symbol(component.DirectTable!));
                coefficients[0] = unchecked((short)(component.Prediction << LowBit));
                break;
            case (0, _):
                coefficients[0] |= (short)(bits.Take(1) << LowBit);
                break;
            case (_, 0):
                DecodeFirst(component.AlternatingTable!, coefficients);
                break;
            default:
                Refine(component.AlternatingTable!, coefficients);
                break;
        }
    }

    private void DecodeFirst(JpegHuffmanTable table, Span<short> coefficients)
    {
        if (blocksWithoutCoefficients > 0)
        {
            blocksWithoutCoefficients--;
            return;
        }

        for (var index = SpectralStart; index <= SpectralEnd; index++)
        {
            var symbol = Symbol(table);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0)
            {
                if (run != 15)
                {
                    blocksWithoutCoefficients = (1 << run) - 1 + bits.Take(run);
                    return;
                }

                index += 15;
                continue;
            }

            index += run;
            if (index > SpectralEnd)
            {
                throw Damaged("A run of zeros leads out of a band.");
            }

            coefficients[NaturalOrder[index]] = unchecked((short)(bits.TakeSigned(size) << LowBit));
        }
    }

    private void Refine(JpegHuffmanTable table, Span<short> coefficients)
    {
        var index = SpectralStart;
        if (blocksWithoutCoefficients == 0)
        {
            for (; index <= SpectralEnd; index++)
            {
                var symbol = Symbol(table);
                var (run, size) = (symbol >> 4, symbol & 15);
                var value = 0;
                if (size == 1)
                {
                    value = bits.Take(1) == 1 ? 1 << LowBit : -1 << LowBit;
                }
                else if (size != 0)
                {
                    throw Damaged("A refinement scan holds a coefficient of more than one bit.");
                }
                else if (run != 15)
                {
                    blocksWithoutCoefficients = (1 << run) + bits.Take(run);
                    break;
                }

                index = PassOver(coefficients, index, run);
                if (value != 0)
                {
                    if (index > SpectralEnd)
                    {
                        throw Damaged("A run of zeros leads out of a band.");
                    }

                    coefficients[NaturalOrder[index]] = (short)value;
                }
            }
        }

        if (blocksWithoutCoefficients > 0)
        {
            PassOver(coefficients, index, 64);
            blocksWithoutCoefficients--;
        }
    }

    /// <summary>Sends one bit more of each coefficient that is not zero, up to the (run + 1)-th that is; gives its place.</summary>
    private int PassOver(Span<short> coefficients, int index, int run)
    {
        for (; index <= SpectralEnd; index++)
        {
            ref var coefficient = ref coefficients[NaturalOrder[index]];
            if (coefficient == 0)
            {
                if (run-- == 0)
                {
                    break;
                }
            }
            else if (bits.Take(1) == 1 && (coefficient & (1 << LowBit)) == 0)
            {
                coefficient += (short)(coefficient >= 0 ? 1 << LowBit : -1 << LowBit);
            }
        }

        return index;
    }
}
