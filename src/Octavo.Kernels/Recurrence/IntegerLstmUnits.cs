using System.Numerics;

namespace Octavo.Kernels;

/// <summary>
/// The elementwise half of a long short-term memory on integers, over a row of units: gates and cells of 16 bits, hidden values of 8 bits.
/// Formulas: docs/numerics.md, "Recurrent operators". Source: LiteRT tflite/kernels/lstm_eval.cc, LstmStepInteger8x8_16.
/// </summary>
internal static unsafe class IntegerLstmUnits
{
    /// <summary>gate = saturate(gate + factor x (weights x cell)); gate and cell [count].</summary>
    /// <param name="weights">[weightCount]; place n of the batch's units takes weight n mod weightCount.</param>
    /// <param name="firstPlace">That of the first unit among those of the batch.</param>
    /// <param name="places">Places from here on take nothing.</param>
    public static void AddProducts(short* weights, int weightCount, short* cell, QuantizedMultiplier factor, short* gate, int count,
        int firstPlace, int places)
    {
        for (var index = 0; index < count && firstPlace + index < places; index++)
        {
            gate[index] = FixedPoint16.Saturate(factor.Multiply(weights[(firstPlace + index) % weightCount] * cell[index]) + gate[index]);
        }
    }

    /// <summary>Layer normalization of a gate, in place, to 3 integer bits.</summary>
    /// <param name="weights">[count].</param>
    /// <param name="bias">[count], in units of the weights' scale x 2^-10.</param>
    /// <param name="scale">That of the weights.</param>
    /// <param name="leastVariance">Stands for a variance below 1.</param>
    public static void Normalize(short* gate, short* weights, int* bias, QuantizedMultiplier scale, int leastVariance, int count)
    {
        var (sum, squares) = (0L, 0L);
        for (var index = 0; index < count; index++)
        {
            sum += gate[index];
            squares += gate[index] * gate[index];
        }

        var mean = (int)(sum * 1024 / count);
        var variance = (int)(((squares * ((1 << 20) / count)) - ((long)mean * mean)) / (1 << 20));
        var inverse = InverseRoot(variance < 1 ? leastVariance : variance);
        var rescaling = scale with { Shift = scale.Shift + 12 };
        for (var index = 0; index < count; index++)
        {
            var normalized = inverse.Multiply((1024 * gate[index]) - mean);
            long value = unchecked((normalized * weights[index]) + bias[index]);
            gate[index] = FixedPoint16.Saturate(rescaling.Multiply((int)((value > 0 ? value + 512 : value - 512) / 1024)));
        }
    }

    /// <summary>
    /// cell = clip(saturate(logistic(forgetGate) x cell + inputGate' x tanh(cellGate))); gates have 3 integer bits and are overwritten.
    /// </summary>
    /// <param name="inputGate">Null where it is 1 - forget gate.</param>
    /// <param name="cellExponent">The cell's scale is 2^cellExponent.</param>
    /// <param name="clip">0 for no clip.</param>
    public static void UpdateCell(short* inputGate, short* forgetGate, short* cellGate, short* cell, int count, int cellExponent,
        short clip)
    {
        for (var index = 0; index < count; index++)
        {
            var forget = FixedPoint16.Logistic(forgetGate[index]);
            var input = inputGate == null ? (short)(short.MaxValue - forget) : FixedPoint16.Logistic(inputGate[index]);
            var remembered = (short)FixedPoint16.RoundingShift(forget * cell[index], 15);
            var added = (short)FixedPoint16.RoundingShift(input * FixedPoint16.Tanh(cellGate[index], 3), 30 + cellExponent);
            var next = FixedPoint16.Saturate(remembered + added);
            cell[index] = clip > 0 ? Math.Clamp(next, (short)-clip, clip) : next;
        }
    }

    /// <summary>hidden = clamp(factor x (logistic(outputGate) x tanh(cell)) + zeroPoint).</summary>
    public static void Emit(short* outputGate, short* cell, sbyte* hidden, int count, int cellExponent, QuantizedMultiplier factor,
        int zeroPoint)
    {
        for (var index = 0; index < count; index++)
        {
            var product = FixedPoint16.Logistic(outputGate[index]) * FixedPoint16.Tanh(cell[index], 15 + cellExponent);
            hidden[index] = (sbyte)Math.Clamp(factor.Multiply(product) + zeroPoint, sbyte.MinValue, sbyte.MaxValue);
        }
    }

    /// <summary>
    /// 1 / sqrt(value) by Newton and Raphson's iteration, five rounds from 1 with 3 integer bits.
    /// Source: LiteRT tflite/kernels/internal/common.h, GetInvSqrtQuantizedMultiplierExp.
    /// </summary>
    internal static QuantizedMultiplier InverseRoot(int value)
    {
        if (value <= 1)
        {
            return new(int.MaxValue, 0);
        }

        var shift = 11;
        while (value >= 1 << 29)
        {
            value /= 4;
            shift++;
        }

        var pairs = ((BitOperations.LeadingZeroCount((uint)value) - 1) / 2) - 1;
        shift -= pairs;
        value <<= 2 * pairs;
        var half = FixedPoint16.RoundingShift(value >> 1, 1);
        var x = 1 << 28;
        for (var round = 0; round < 5; round++)
        {
            var cube = SaturatingShift(HighProduct(HighProduct(x, x), x), 6);
            x = SaturatingShift(HighProduct((1 << 28) + (1 << 27), x) - HighProduct(half, cube), 3);
        }

        x = HighProduct(x, 1_518_500_250);
        return shift < 0 ? new(x << -shift, 0) : new(x, -shift);
    }

    /// <summary>left x right x 2^-31, rounded half away from zero.</summary>
    private static int HighProduct(int left, int right)
    {
        var product = (long)left * right;
        return (int)((product + (product >= 0 ? 1L << 30 : 1 - (1L << 30))) / (1L << 31));
    }

    private static int SaturatingShift(int value, int exponent)
    {
        var most = (1 << (31 - exponent)) - 1;
        return value > most ? int.MaxValue : value < -most ? int.MinValue : value << exponent;
    }
}
