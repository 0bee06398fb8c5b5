using System.Numerics;
using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>
/// float16, to nearest, ties to even; beyond ±65504 it is that, infinities too, as in TensorFlow's converter. NaN stays one.
/// Source: LiteRT converter, the clamp in front of its cast to half.
/// </summary>
internal sealed class Float16Solver : IWeightSolver
{
    private const float Greatest = 65504;

    public string Name => "float16";

    public ElementType ElementType => ElementType.Float16;

    public bool HasChannels => false;

    public bool IsSymmetric => false;

    public bool Measures => false;

    public SolvedWeights Solve(Tensor weights, int? channelAxis) => new(null, Round);

    private static Tensor Round(Tensor weights)
    {
        var values = weights.Values<float>();
        var halves = new byte[values.Length * sizeof(ushort)];
        Round(values, MemoryMarshal.Cast<byte, ushort>(halves.AsSpan()));
        return new Tensor(ElementType.Float16, weights.Shape, halves);
    }

    internal static void Round(ReadOnlySpan<float> values, Span<ushort> halves)
    {
        var lanes = Vector<float>.Count;
        var index = 0;
        for (; index <= values.Length - (2 * lanes); index += 2 * lanes)
        {
            Vector.Narrow(Bits(new Vector<float>(values[index..])), Bits(new Vector<float>(values[(index + lanes)..])))
                .CopyTo(halves[index..]);
        }

        for (; index < values.Length; index++)
        {
            halves[index] = Bits(values[index]);
        }
    }

    /// <summary>The definition.</summary>
    internal static ushort Bits(float value) => BitConverter.HalfToUInt16Bits((Half)Math.Clamp(value, -Greatest, Greatest));

    /// <summary>
    /// Normal halves: the exponent is moved from bias 127 to bias 15 and the 13 lowest bits are rounded off by adding just less than their
    /// half, one more for odd results. Subnormal ones, below 2^-14: adding 0.5 in float32 rounds to multiples of 2^-24, whose count is the
    /// sum's lowest bits.
    /// </summary>
    private static Vector<uint> Bits(Vector<float> values)
    {
        var sign = values.As<float, uint>() & new Vector<uint>(0x8000_0000);
        var magnitude = Vector.MinNative(Vector.Abs(values), new Vector<float>(Greatest));
        var bits = magnitude.As<float, uint>();
        var odd = Vector.ShiftRightLogical(bits, 13) & Vector<uint>.One;
        var normal = Vector.ShiftRightLogical(bits + odd + new Vector<uint>(unchecked(((uint)(15 - 127) << 23) + 0xFFF)), 13);
        var subnormal = (magnitude + new Vector<float>(0.5f)).As<float, uint>() - new Vector<uint>(0x3F00_0000);
        var isSubnormal = Vector.LessThan(bits, new Vector<uint>(0x3880_0000));
        var half = Vector.ConditionalSelect(isSubnormal, subnormal, normal);
        var isNumber = Vector.Equals(values, values).As<int, uint>();
        return Vector.ConditionalSelect(isNumber, half, new Vector<uint>(0x7E00)) | Vector.ShiftRightLogical(sign, 16);
    }
}
