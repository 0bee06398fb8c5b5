using Octavo.Kernels;
using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The right-hand matrices of a float product: packed once for all interpreters where the operand is a constant, packed anew by
/// <see cref="Refresh"/> where it is computed.
/// </summary>
internal sealed unsafe class Float32Matrices
{
    private readonly Operand operand;
    private readonly bool columns;

    /// <param name="input">Index of a float operand of groups x outputs x depth elements, at least one.</param>
    /// <param name="columns">Whether each matrix is [depth, outputs]; otherwise [outputs, depth].</param>
    public Float32Matrices(KernelContext context, int input, int groups, int outputs, int depth, SumOrder order, bool columns)
    {
        operand = context.Input(input);
        this.columns = columns;
        Packed = operand.IsConstant
            ? context.Packed(input, $"float {(columns ? "columns" : "rows")} {groups}x{outputs}x{depth} {order}", Pack)
            : new PackedFloat32Weights(outputs, depth, order, groups);

        PackedFloat32Weights Pack(Tensor tensor) => columns
            ? PackedFloat32Weights.FromColumns(tensor.Values<float>(), outputs, depth, order, groups)
            : PackedFloat32Weights.FromRows(tensor.Values<float>(), outputs, depth, order, groups);
    }

    public PackedFloat32Weights Packed { get; }

    /// <summary>Packs what the operand holds now, unless it is a constant.</summary>
    public void Refresh(WorkerPool workers)
    {
        if (!operand.IsConstant)
        {
            var work = new PackingWork { Packed = Packed, Source = operand.Floats, Columns = columns };
            workers.Run(Packed.Groups, ref work);
        }
    }

    public Float32Weights Group(int index) => Packed.Group(index);

    private struct PackingWork : IParallelWork
    {
        public PackedFloat32Weights Packed;
        public float* Source;
        public bool Columns;

        public readonly void Run(int task, int worker)
        {
            var source = Source + ((long)task * Packed.Outputs * Packed.Depth);
            if (Columns)
            {
                Packed.Group(task).PackColumns(source, Packed.Outputs);
            }
            else
            {
                Packed.Group(task).PackRows(source, Packed.Depth);
            }
        }
    }
}
