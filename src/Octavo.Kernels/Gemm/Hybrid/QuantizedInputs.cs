namespace Octavo.Kernels;

/// <summary>Float inputs quantized into scratch memory: codes, then a scale and a zero point for each input.</summary>
internal readonly unsafe struct QuantizedInputs
{
    private QuantizedInputs(byte* scratch, int count, long length)
    {
        Codes = (sbyte*)scratch;
        Scales = (float*)(scratch + RoundUp(count * length));
        ZeroPoints = (int*)(Scales + count);
        Rest = scratch + Bytes(count, length);
    }

    public sbyte* Codes { get; }

    public float* Scales { get; }

    public int* ZeroPoints { get; }

    /// <summary>Scratch memory that is left, aligned to 64.</summary>
    public byte* Rest { get; }

    /// <summary>Scratch bytes that <paramref name="count"/> inputs of <paramref name="length"/> values take.</summary>
    public static long Bytes(int count, long length) => RoundUp(count * length) + RoundUp(count * (long)(sizeof(float) + sizeof(int)));

    public static QuantizedInputs From(float* values, int count, int length, bool asymmetric, byte* scratch, WorkerPool pool,
        KernelMode mode)
    {
        var inputs = new QuantizedInputs(scratch, count, length);
        Int8RowQuantizer.Run(values, count, length, asymmetric, inputs.Codes, inputs.Scales, inputs.ZeroPoints, pool, mode);
        return inputs;
    }

    private static long RoundUp(long bytes) => (bytes + 63) / 64 * 64;
}
