using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>The product on float32 weights, summed as "Floats: the order of every sum" of docs/numerics.md says.</summary>
internal sealed unsafe class FloatRecurrentProduct : RecurrentProduct
{
    private readonly PackedFloat32Weights packed;
    private readonly ScratchMemory product;
    private readonly float[] weights;

    public FloatRecurrentProduct(KernelContext context, ReadOnlySpan<int> inputs, int mostRows, System.Range outputs)
        : base(context, inputs, outputs)
    {
        packed = AreConstant ? context.Packed(inputs[0], new Form(Constants, FirstOutput, Outputs, Depth)) : NewWeights(Outputs, Depth);
        weights = AreConstant ? [] : new float[checked(AllOutputs * Depth)];
        product = context.Scratch((long)mostRows * Outputs * sizeof(float));
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
            var values = operand.Span<float>();
            values.CopyTo(weights.AsSpan(first));
            first += values.Length;
        }

        Fill(packed, weights, FirstOutput);
    }

    public override void Run(float* rows, int rowCount, float* bias, float* destination) =>
        Float32Gemm.Run(rows, Depth, rowCount, packed.Group(0), bias, destination, Outputs, ActivationRange.None, Workers, Mode);

    public override void Add(float* rows, int rowCount, float* destination)
    {
        Run(rows, rowCount, null, product.Floats);
        FloatBinary.Run(default(AddFunction), destination, 1, product.Floats, 1, destination, (long)rowCount * Outputs, Mode);
    }

    private static PackedFloat32Weights NewWeights(int outputs, int depth) => new(outputs, depth, Float32Weights.OrderOf(outputs));

    private static void Fill(PackedFloat32Weights target, float[] rows, int firstOutput)
    {
        fixed (float* source = rows)
        {
            target.Group(0).PackRows(source + ((nint)firstOutput * target.Depth), target.Depth);
        }
    }

    private sealed record Form(ConstantList Weights, int FirstOutput, int Outputs, int Depth) : PackedForm<PackedFloat32Weights>
    {
        public override PackedFloat32Weights Pack(Tensor constant)
        {
            var (rows, first) = (new float[Weights.ElementCount], 0);
            foreach (var weights in Weights.AsSpan())
            {
                var values = weights.Evaluate().Values<float>();
                values.CopyTo(rows.AsSpan(first));
                first += values.Length;
            }

            var packed = NewWeights(Outputs, Depth);
            Fill(packed, rows, FirstOutput);
            return packed;
        }
    }
}
