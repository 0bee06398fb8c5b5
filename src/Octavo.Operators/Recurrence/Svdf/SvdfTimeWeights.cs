using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The time weights [filters, memory] of <see cref="Svdf"/> as floats: in place, or dequantized once for all interpreters of the model.
/// </summary>
internal sealed unsafe class SvdfTimeWeights
{
    private readonly Operand operand;

    public SvdfTimeWeights(KernelContext context)
    {
        operand = context.Input(2);
        if (operand.Quantization is { } quantization && IntegerWeights.IsInteger(operand.ElementType))
        {
            Dequantized = context.Packed(2, new Reals(new ValueList<float>(quantization.Scales.AsSpan())));
        }
    }

    /// <summary>Null where the operand holds floats.</summary>
    public float[]? Dequantized { get; }

    public float* Floats => operand.Floats;

    private sealed record Reals(ValueList<float> Scales) : PackedForm<float[]>
    {
        public override float[] Pack(Tensor constant)
        {
            var (codes, scales) = (IntegerWeights.Read(constant), Scales);
            var perScale = codes.Length / Math.Max(scales.Count, 1);
            return [.. codes.Select((code, index) => code * scales[index / Math.Max(perScale, 1)])];
        }
    }
}
