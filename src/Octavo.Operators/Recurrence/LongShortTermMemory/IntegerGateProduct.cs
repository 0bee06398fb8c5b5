using System.Runtime.InteropServices;
using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The product of 8-bit rows with constant weights of several gates, [outputs, depth] each, rescaled to codes by a factor for each gate.
/// </summary>
internal sealed unsafe class IntegerGateProduct
{
    private readonly PackedInt8Weights packed;
    private readonly int[] bias;
    private readonly QuantizedMultiplier[] factors;
    private readonly ScratchMemory scratch;
    private readonly WorkerPool workers;
    private readonly KernelMode mode;

    /// <param name="weights">Indices of the gates' weights, constants.</param>
    /// <param name="biases">Indices of constants [outputs], one for each gate; null where there are none.</param>
    /// <param name="zeroPoint">What is taken off each element of a row.</param>
    /// <param name="factors">One for each gate.</param>
    public IntegerGateProduct(KernelContext context, int[] weights, int?[] biases, int zeroPoint, QuantizedMultiplier[] factors,
        int mostRows)
    {
        (workers, mode) = (context.Workers, context.Mode);
        var operands = Array.ConvertAll(weights, context.Input);
        Depth = operands[0].Shape[1];
        Outputs = operands.Sum(operand => operand.Shape[0]);
        bias = new int[Outputs];
        this.factors = new QuantizedMultiplier[Outputs];
        var rows = new sbyte[checked(Outputs * Depth)];
        var first = 0;
        for (var gate = 0; gate < operands.Length; gate++)
        {
            var outputs = operands[gate].Shape[0];
            MemoryMarshal.Cast<byte, sbyte>(Elements(operands[gate])).CopyTo(rows.AsSpan(first * Depth));
            var own = biases[gate] is { } index && context.OptionalInput(index) is { } operand
                ? MemoryMarshal.Cast<byte, int>(Elements(operand)) : default;
            for (var output = first; output < first + outputs; output++)
            {
                var sum = 0;
                foreach (var weight in rows.AsSpan(output * Depth, Depth))
                {
                    sum += weight;
                }

                bias[output] = unchecked((own.IsEmpty ? 0 : own[output - first]) - (zeroPoint * sum));
                this.factors[output] = factors[gate];
            }

            first += outputs;
        }

        packed = context.Packed(weights[0], new Form(ConstantList.Of(operands), Outputs, Depth));
        scratch = context.Scratch(Int8Gemm.ScratchBytes(Depth, context.Threads));
    }

    public int Depth { get; }

    public int Outputs { get; }

    /// <summary>destination [rowCount, outputs] = saturate(destination + product).</summary>
    public void Add(sbyte* rows, int rowCount, short* destination) => Run(rows, rowCount, destination, null, 0);

    /// <summary>destination [rowCount, outputs] = saturate(product + zeroPoint).</summary>
    public void Run(sbyte* rows, int rowCount, int zeroPoint, sbyte* destination) => Run(rows, rowCount, null, destination, zeroPoint);

    private static ReadOnlySpan<byte> Elements(Operand operand) => operand.Value.Constant!.Evaluate().Bytes.Span;

    private void Run(sbyte* rows, int rowCount, short* sums, sbyte* codes, int zeroPoint)
    {
        fixed (int* biases = bias)
        fixed (QuantizedMultiplier* multipliers = factors)
        {
            var source = new Rows(rows, Depth);
            var epilogue = new IntegerGateEpilogue { Bias = biases, Factors = multipliers, Sums = sums, Codes = codes,
                ZeroPoint = zeroPoint, Columns = Outputs };
            Int8Gemm.Run(ref source, rowCount, packed, 0, ref epilogue, scratch.Pointer, workers, mode);
        }
    }

    private sealed record Form(ConstantList Weights, int Outputs, int Depth) : PackedForm<PackedInt8Weights>
    {
        public override PackedInt8Weights Pack(Tensor constant)
        {
            var (rows, first) = (new sbyte[Weights.ElementCount], 0);
            foreach (var weights in Weights.AsSpan())
            {
                var values = MemoryMarshal.Cast<byte, sbyte>(weights.Evaluate().Bytes.Span);
                values.CopyTo(rows.AsSpan(first));
                first += values.Length;
            }

            return PackedInt8Weights.FromRows(rows, [1f], Outputs, Depth);
        }
    }

    private readonly struct Rows(sbyte* codes, int depth) : IInt8RowSource
    {
        public sbyte* Row(int row, sbyte* buffer) => codes + ((nint)row * depth);
    }
}
