using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The product on weights of 8 or fewer bits: each row is quantized once, sums are exact, each operand keeps its own scale or scales.
/// </summary>
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
        scales = [.. Operands.SelectMany(operand => Enumerable.Range(0, operand.Shape[0]).Select(output => ScaleOf(operand, output)))
            .Skip(FirstOutput).Take(Outputs)];
        if (AreConstant)
        {
            packed = context.Packed(inputs[0], new Form(Constants, FirstOutput, Outputs, Depth, new ValueList<float>(scales)));
        }
        else
        {
            packed = NewWeights(Outputs, Depth);
            weights = new sbyte[checked(AllOutputs * Depth)];
        }

        scratch = context.Scratch(HybridGemm.ScratchBytes(mostRows, Depth, context.Threads));
    }

    public override void Refresh()
    {
        if (AreConstant)
        {
            return;
        }

        var first = 0;
        foreach (var operand in Operands)
        {
            var count = checked((int)operand.ElementCount);
            IntegerWeights.Read(operand.ElementType, operand.Bytes, weights.AsSpan(first, count));
            first += count;
        }

        Fill(packed, weights, FirstOutput, scales);
    }

    public override void Run(float* rows, int rowCount, float* bias, float* destination) =>
        HybridGemm.Run(rows, rowCount, packed, 0, bias, destination, ActivationRange.None, asymmetric, scratch.Pointer, Workers, Mode);

    public override void Add(float* rows, int rowCount, float* destination) =>
        HybridGemm.Add(rows, rowCount, packed, 0, destination, asymmetric, scratch.Pointer, Workers, Mode);

    private static float ScaleOf(Operand operand, int output) =>
        operand.Quantization!.IsPerChannel ? operand.Quantization.Scales[output] : operand.Quantization.Scale;

    private static PackedInt8Weights NewWeights(int outputs, int depth) => new(outputs, depth);

    private static void Fill(PackedInt8Weights target, ReadOnlySpan<sbyte> rows, int firstOutput, ReadOnlySpan<float> scales) =>
        target.PackRows(rows.Slice(checked(firstOutput * target.Depth), checked(target.Outputs * target.Depth)), scales);

    private sealed record Form(ConstantList Weights, int FirstOutput, int Outputs, int Depth,
        ValueList<float> Scales) : PackedForm<PackedInt8Weights>
    {
        public override PackedInt8Weights Pack(Tensor constant)
        {
            var (rows, first) = (new sbyte[Weights.ElementCount], 0);
            foreach (var weights in Weights.AsSpan())
            {
                var values = IntegerWeights.Read(weights.Evaluate());
                values.CopyTo(rows.AsSpan(first));
                first += values.Length;
            }

            var packed = NewWeights(Outputs, Depth);
            Fill(packed, rows, FirstOutput, Scales.AsSpan());
            return packed;
        }
    }
}
