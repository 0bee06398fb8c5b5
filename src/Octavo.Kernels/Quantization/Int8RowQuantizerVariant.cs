namespace Octavo.Kernels;

/// <summary>One form of the two passes over a row.</summary>
internal sealed unsafe class Int8RowQuantizerVariant(string name, bool isSupported, delegate*<float*, int, float*, void> findRange,
    delegate*<float*, int, float, float, float, int, sbyte*, void> quantize)
{
    public string Name => name;

    public bool IsSupported => isSupported;

    /// <summary>Minimum and maximum of the values and 0.</summary>
    public void FindRange(float* values, int count, float* range) => findRange(values, count, range);

    public void Quantize(float* values, int count, float inverse, float minimum, float maximum, int zeroPoint, sbyte* quantized) =>
        quantize(values, count, inverse, minimum, maximum, zeroPoint, quantized);
}
