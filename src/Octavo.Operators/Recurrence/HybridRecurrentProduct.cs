using Octavo.Kernels;

namespace Octavo.Operators;

/// <summary>The product on weights of 8 or fewer bits: each row is quantized once, sums are exact, each operand keeps its own scale or scales.</summary>
internal sealed unsafe class HybridRecurrentProduct : RecurrentProduct
{
    private readonly PackedInt8Weights packed;
    private readonly bool asymmetric;
    private readonly ScratchMemory scratch;
    private readonly sbyte[] weights = [];
    private readonly float[] scales;

    public HybridRecurrentProduct(KernelContext context, ReadOnlySpan<int> inputs, int mostRows, bool asymmetric, System.Range outputs)
        : base(context, inputs, outputs)
    {
        this.asymmetric = asymmetric;
        scales = [.. Operands.SelectMany(operand => Enumerable.Range(0, operand.Shape[0]).Select(output => ScaleOf(operand, output))).Skip(FirstOutput).Take(Outputs)];
        if (AreConstant)
        {
            var scaleNames = string.Join(" ", Operands.Select(operand => operand.Quantization!.GetHashCode()));
            packed = context.Packed(inputs[0], $"{LayoutName("int8")}, scales {scaleNames}", _ => Pack(NewWeights(), new sbyte[checked(AllOutputs * Depth)]));
        }
        else
        {
            packed = NewWeights();
            weights = new sbyte[checked(AllOutputs * Depth)];
        }

        scratch = context.Scratch(HybridGemm.ScratchBytes(mostRows, Depth, context.Threads));
    }

    public override void Refresh()
    {
        if (!AreConstant)
        {
            Pack(packed, weights);
        }
    }

    public override void Run(float* rows, int rowCount, float* bias, float* destination) =>
        HybridGemm.Run(rows, rowCount, packed, 0, bias, destination, ActivationRange.None, asymmetric, scratch.Pointer, Workers, Mode);

    public override void Add(float* rows, int rowCount, float* destination) =>
        HybridGemm.Add(rows, rowCount, packed, 0, destination, asymmetric, scratch.Pointer, Workers, Mode);

    private static float ScaleOf(Operand operand, int output) =>
        operand.Quantization!.IsPerChannel ? operand.Quantization.Scales[output] : operand.Quantization.Scale;

    private PackedInt8Weights NewWeights() => new(Outputs, Depth);

    private PackedInt8Weights Pack(PackedInt8Weights target, sbyte[] rows)
    {
        var first = 0;
        foreach (var operand in Operands)
        {
            var count = checked((int)operand.ElementCount);
            IntegerWeights.Read(operand.ElementType, Elements(operand), rows.AsSpan(first, count));
            first += count;
        }

        target.PackRows(rows.AsSpan(checked(FirstOutput * Depth), checked(Outputs * Depth)), scales);
        return target;
    }
}
