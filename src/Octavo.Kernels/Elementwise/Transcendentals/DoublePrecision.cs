namespace Octavo.Kernels;

/// <summary>
/// Functions of two floats that are computed in double, one pair at a time, and rounded once: nearly always the nearest float.
/// </summary>
internal static class DoublePrecision
{
    private const double Sqrt2 = 1.4142135623730951;
    private const double Ln2 = 0.6931471805599453;

    /// <summary>x^y with the special values of C's pow.</summary>
    public static float Power(float x, float y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }

        if (float.IsNaN(x) || float.IsNaN(y))
        {
            return float.NaN;
        }

        var isInteger = MathF.Floor(y) == y;
        if (isInteger && MathF.Abs(y) <= 8)
        {
            return (float)SmallPower(x, (int)y);
        }

        var isOdd = isInteger && MathF.Abs(y) < 16777216f && ((int)y & 1) != 0;
        var sign = isOdd && float.IsNegative(x) ? -1f : 1f;
        var magnitude = MathF.Abs(x);
        if (float.IsInfinity(y))
        {
            return magnitude == 1 ? 1 : (magnitude > 1) == (y > 0) ? float.PositiveInfinity : 0;
        }

        if (magnitude == 0 || float.IsInfinity(magnitude))
        {
            return (magnitude == 0) == (y > 0) ? sign * 0f : sign * float.PositiveInfinity;
        }

        return x < 0 && !isInteger ? float.NaN : sign * (float)PowerOfTwo(y * Log2(magnitude));
    }

    /// <summary>The angle of (x, y) in [-pi, pi], with the special values of C's atan2.</summary>
    public static float Angle(float y, float x)
    {
        if (float.IsNaN(x) || float.IsNaN(y))
        {
            return float.NaN;
        }

        double height = MathF.Abs(y);
        double width = MathF.Abs(x);
        double angle;
        if (double.IsInfinity(height) && double.IsInfinity(width))
        {
            angle = Math.PI / 4;
        }
        else if (height == 0)
        {
            angle = 0;
        }
        else
        {
            angle = height <= width ? ArcTangent(height / width) : (Math.PI / 2) - ArcTangent(width / height);
        }

        angle = float.IsNegative(x) ? Math.PI - angle : angle;
        return (float)(float.IsNegative(y) ? -angle : angle);
    }

    /// <summary>The remainder of a floored division: it has the sign of the divisor.</summary>
    public static float FlooredRemainder(float x, float y)
    {
        var remainder = x % y;
        return remainder != 0 && (y < 0) != (remainder < 0) ? remainder + y : remainder;
    }

    private static double SmallPower(double x, int exponent)
    {
        var power = x;
        for (var factor = 1; factor < Math.Abs(exponent); factor++)
        {
            power *= x;
        }

        return exponent < 0 ? 1 / power : power;
    }

    /// <summary>For a positive, finite float.</summary>
    private static double Log2(double x)
    {
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > Sqrt2)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var series = 0.0;
        for (var k = 25; k >= 1; k -= 2)
        {
            series = (series * square) + (1.0 / k);
        }

        return exponent + (2 * s * series / Ln2);
    }

    private static double PowerOfTwo(double t)
    {
        t = Math.Clamp(t, -200, 200);
        var n = Math.Round(t);
        var r = (t - n) * Ln2;
        var series = 1.0;
        for (var k = 14; k >= 1; k--)
        {
            series = 1 + (series * r / k);
        }

        return Math.ScaleB(series, (int)n);
    }

    /// <summary>For t in [0, 1]: above tan(pi/8) by the angle to the diagonal, so that the series runs in |t| &lt;= 0.4143.</summary>
    private static double ArcTangent(double t)
    {
        var isUpper = t > Sqrt2 - 1;
        var u = isUpper ? (t - 1) / (t + 1) : t;
        var square = -u * u;
        var series = 0.0;
        for (var k = 37; k >= 1; k -= 2)
        {
            series = (series * square) + (1.0 / k);
        }

        return isUpper ? (Math.PI / 4) + (u * series) : u * series;
    }
}
