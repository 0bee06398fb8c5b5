using System.Numerics;

namespace Octavo.Quantization;

/// <summary>zeroPoint + x * inverse in single precision, ties away from zero; what is not a number becomes 0.</summary>
internal readonly struct SingleProduct : ICodeArithmetic
{
    public static double Code(float value, CodeScale scale)
    {
        var product = value * scale.Inverse;
        var code = MathF.Round(scale.ZeroPoint + product, MidpointRounding.AwayFromZero);
        return float.IsNaN(code) ? 0 : code;
    }

    public static Vector<float> Codes(Vector<float> values, CodeScale scale)
    {
        var product = values * new Vector<float>(scale.Inverse);
        var code = new Vector<float>(scale.ZeroPoint) + product;
        var whole = Vector.Truncate(code);
        var isUp = Vector.GreaterThanOrEqual(Vector.Abs(code - whole), new Vector<float>(0.5f));
        code = whole + Vector.ConditionalSelect(isUp, Vector.CopySign(Vector<float>.One, code), Vector<float>.Zero);
        return Vector.ConditionalSelect(Vector.Equals(code, code), code, Vector<float>.Zero);
    }
}
