using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>What elements lost beyond rounding when they became codes.</summary>
/// <param name="Clamped">Elements beyond the greatest number of the form, infinities too.</param>
/// <param name="Vanished">Elements that are not zero and became zero.</param>
internal readonly record struct CodeLoss(long Clamped, long Vanished)
{
    private const float GreatestHalf = 65504;

    /// <param name="reals">Float32.</param>
    /// <param name="codes">As many.</param>
    /// <param name="quantization">Null for float16, whose codes are the numbers.</param>
    public static CodeLoss Of(Tensor reals, Tensor codes, AffineQuantization? quantization, int? axis)
    {
        var values = reals.Values<float>();
        var (clamped, vanished) = (0L, 0L);
        if (quantization is null)
        {
            var halves = codes.Values<Half>();
            for (var index = 0; index < values.Length; index++)
            {
                clamped += MathF.Abs(values[index]) > GreatestHalf ? 1 : 0;
                vanished += values[index] != 0 && halves[index] == Half.Zero ? 1 : 0;
            }

            return new CodeLoss(clamped, vanished);
        }

        var layout = ChannelLayout.Of(reals.Shape, axis);
        var bytes = PackedCodes.Unpack(codes);
        for (var run = 0; run < layout.Outer * layout.Channels; run++)
        {
            var zero = unchecked((byte)quantization.ZeroPoints[run % layout.Channels]);
            for (var index = run * layout.Inner; index < (run + 1) * layout.Inner; index++)
            {
                vanished += values[index] != 0 && bytes[index] == zero ? 1 : 0;
            }
        }

        return new CodeLoss(0, vanished);
    }
}
