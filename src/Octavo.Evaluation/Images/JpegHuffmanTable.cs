namespace Octavo.Evaluation;

/// <summary>A Huffman table as DHT defines it. Source: ITU-T T.81, annexes C and F.2.2.3.</summary>
internal sealed class JpegHuffmanTable
{
    private const int LongestCode = 16;
    private const int LookupBits = 9;
    private readonly byte[] symbols;
    private readonly int[] largestCode = new int[LongestCode + 2];
    private readonly int[] firstIndex = new int[LongestCode + 1];

    /// <summary>
    /// For the next 9 bits: length of the code in the upper byte and its symbol in the lower; 0 where the code is longer.
    /// </summary>
    private readonly ushort[] lookup = new ushort[1 << LookupBits];

    private JpegHuffmanTable(byte[] symbols) => this.symbols = symbols;

    /// <param name="counts">Number of codes of each length from 1 to 16.</param>
    /// <param name="symbols">Symbols by rising code.</param>
    /// <returns>Null where the lengths do not leave room for the codes; no code may be all ones.</returns>
    public static JpegHuffmanTable? Create(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var table = new JpegHuffmanTable(symbols.ToArray());
        var code = 0;
        var index = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            table.firstIndex[length] = index - code;
            for (var number = 0; number < counts[length - 1]; number++, code++, index++)
            {
                if (length <= LookupBits)
                {
                    var first = code << (LookupBits - length);
                    if (first >= 1 << LookupBits)
                    {
                        return null;
                    }

                    table.lookup.AsSpan(first, 1 << (LookupBits - length)).Fill((ushort)((length << 8) | symbols[index]));
                }
            }

            if (counts[length - 1] > 0 && code >= 1 << length)
            {
                return null;
            }

            table.largestCode[length] = counts[length - 1] > 0 ? code - 1 : -1;
            code <<= 1;
        }

        return table;
    }

    public bool HasSymbolAbove(int limit) => symbols.Any(symbol => symbol > limit);

    /// <summary>The next symbol, or -1 where the bits are no code of this table.</summary>
    public int Decode(JpegBitReader bits)
    {
        var entry = lookup[bits.Peek(LookupBits)];
        if (entry != 0)
        {
            bits.Skip(entry >> 8);
            return entry & 255;
        }

        var window = bits.Peek(LongestCode);
        for (var length = 1; length <= LongestCode; length++)
        {
            var code = window >> (LongestCode - length);
            if (largestCode[length] >= 0 && code <= largestCode[length])
            {
                bits.Skip(length);
                var index = firstIndex[length] + code;
                return index >= 0 && index < symbols.Length ? symbols[index] : -1;
            }
        }

        return -1;
    }
}
