namespace Octavo.Kernels;

/// <summary>
/// From exact sums to codes: value = factor[n] x (sum + bias[n]) + zero point, with a factor for each column.
/// 16 bits: saturate(what is there + value). 8 bits: saturate(value).
/// </summary>
internal unsafe struct IntegerGateEpilogue : IInt8Epilogue
{
    /// <summary>[columns].</summary>
    public int* Bias { get; init; }

    /// <summary>[columns].</summary>
    public QuantizedMultiplier* Factors { get; init; }

    /// <summary>[rows, columns], or null for 8 bits.</summary>
    public short* Sums { get; init; }

    /// <summary>[rows, columns].</summary>
    public sbyte* Codes { get; init; }

    public int ZeroPoint { get; init; }

    public int Columns { get; init; }

    public readonly void Apply(int firstRow, int rowCount, int firstColumn, int columnCount, int* sums, nint stride)
    {
        for (var row = 0; row < rowCount; row++)
        {
            var place = ((nint)(firstRow + row) * Columns) + firstColumn;
            for (var column = 0; column < columnCount; column++)
            {
                var value = Factors[firstColumn + column].Multiply(unchecked(sums[column] + Bias[firstColumn + column])) + ZeroPoint;
                if (Sums == null)
                {
                    Codes[place + column] = (sbyte)Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue);
                }
                else
                {
                    Sums[place + column] = (short)Math.Clamp(value + Sums[place + column], short.MinValue, short.MaxValue);
                }
            }

            sums += stride;
        }
    }
}
