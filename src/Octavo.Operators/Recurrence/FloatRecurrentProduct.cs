using System.Runtime.InteropServices;
using Octavo.Kernels;

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
        packed = AreConstant ? context.Packed(inputs[0], LayoutName("float"), _ => Pack(NewWeights(), new float[checked(AllOutputs * Depth)])) : NewWeights();
        weights = AreConstant ? [] : new float[checked(AllOutputs * Depth)];
        product = context.Scratch((long)mostRows * Outputs * sizeof(float));
    }

    public override void Refresh()
    {
        if (!AreConstant)
        {
            Pack(packed, weights);
        }
    }

    public override void Run(float* rows, int rowCount, float* bias, float* destination) =>
        Float32Gemm.Run(rows, Depth, rowCount, packed.Group(0), bias, destination, Outputs, ActivationRange.None, Workers, Mode);

    public override void Add(float* rows, int rowCount, float* destination)
    {
        Run(rows, rowCount, null, product.Floats);
        FloatBinary.Run(default(AddFunction), destination, 1, product.Floats, 1, destination, (long)rowCount * Outputs, Mode);
    }

    private PackedFloat32Weights NewWeights() => new(Outputs, Depth, Float32Weights.OrderOf(Outputs));

    private PackedFloat32Weights Pack(PackedFloat32Weights target, float[] rows)
    {
        var first = 0;
        foreach (var operand in Operands)
        {
            var values = MemoryMarshal.Cast<byte, float>(Elements(operand));
            values.CopyTo(rows.AsSpan(first));
            first += values.Length;
        }

        fixed (float* source = rows)
        {
            target.Group(0).PackRows(source + ((nint)FirstOutput * Depth), Depth);
        }

        return target;
    }
}
