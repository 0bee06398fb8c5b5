using System.Numerics;

namespace Octavo.Quantization;

/// <summary>x / step in single precision, ties to even.</summary>
internal readonly struct SingleQuotient : ICodeArithmetic
{
    public static double Code(float value, CodeScale scale) => MathF.Round(value / (float)scale.Step, MidpointRounding.ToEven);

    public static Vector<float> Codes(Vector<float> values, CodeScale scale) => Vector.Round(values / new Vector<float>((float)scale.Step));
}
