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
            ? context.Packed(input, new Form(groups, outputs, depth, order, columns))
            : new PackedFloat32Weights(outputs, depth, order, groups);
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

    private sealed record Form(int Groups, int Outputs, int Depth, SumOrder Order, bool Columns) : PackedForm<PackedFloat32Weights>
    {
        public override PackedFloat32Weights Pack(Tensor constant) => Columns
            ? PackedFloat32Weights.FromColumns(constant.Values<float>(), Outputs, Depth, Order, Groups)
            : PackedFloat32Weights.FromRows(constant.Values<float>(), Outputs, Depth, Order, Groups);
    }

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
