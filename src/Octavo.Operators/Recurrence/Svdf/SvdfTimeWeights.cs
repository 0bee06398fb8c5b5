namespace Octavo.Operators;

/// <summary>The time weights [filters, memory] of <see cref="Svdf"/> as floats: in place, or dequantized once for all interpreters of the model.</summary>
internal sealed unsafe class SvdfTimeWeights
{
    private readonly Operand operand;

    public SvdfTimeWeights(KernelContext context)
    {
        operand = context.Input(2);
        if (operand.Quantization is { } quantization && IntegerWeights.IsInteger(operand.ElementType))
        {
            Dequantized = context.Packed(2, $"float elements, scales {quantization.GetHashCode()}", tensor =>
            {
                var (codes, scales) = (IntegerWeights.Read(tensor), quantization.Scales);
                var perScale = codes.Length / Math.Max(scales.Length, 1);
                return codes.Select((code, index) => code * scales[index / Math.Max(perScale, 1)]).ToArray();
            });
        }
    }

    /// <summary>Null where the operand holds floats.</summary>
    public float[]? Dequantized { get; }

    public float* Floats => operand.Floats;
}
