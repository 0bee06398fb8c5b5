using System.Numerics;

namespace Octavo.Quantization;

/// <summary>zeroPoint + x / step in double precision, ties away from zero.</summary>
internal readonly struct DoubleQuotient : ICodeArithmetic
{
    public static double Code(float value, CodeScale scale) =>
        Math.Round(scale.ZeroPoint + (value / scale.Step), MidpointRounding.AwayFromZero);

    public static Vector<float> Codes(Vector<float> values, CodeScale scale)
    {
        Vector.Widen(values, out var low, out var high);
        var step = new Vector<double>(scale.Step);
        var zeroPoint = new Vector<double>(scale.ZeroPoint);
        return Vector.Narrow(Round(zeroPoint + (low / step)), Round(zeroPoint + (high / step)));
    }

    /// <summary>
    /// The distance to the whole number below is exact, so that 0.5 - 2^-54 doesn't become 1 as it does where one half is added.
    /// </summary>
    private static Vector<double> Round(Vector<double> values)
    {
        var whole = Vector.Truncate(values);
        var isUp = Vector.GreaterThanOrEqual(Vector.Abs(values - whole), new Vector<double>(0.5));
        return whole + Vector.ConditionalSelect(isUp, Vector.CopySign(Vector<double>.One, values), Vector<double>.Zero);
    }
}
