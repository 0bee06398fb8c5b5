namespace Octavo.Quantization;

/// <summary>The least and the greatest of some floats, and of zero; both NaN where one of them is NaN.</summary>
internal readonly record struct ValueRange(float Minimum, float Maximum)
{
    public float Magnitude => Math.Max(-Minimum, Maximum);
}
