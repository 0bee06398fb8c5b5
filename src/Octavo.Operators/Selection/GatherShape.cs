using Octavo.Tensors;

namespace Octavo.Operators;

/// <summary>
/// The sizes of one GATHER: table [batch, outer, size, inner], indices [batch, positions], output [batch, outer, positions, inner].
/// </summary>
internal sealed class GatherShape
{
    public GatherShape(Gather gather, KernelContext context)
    {
        Table = context.Input(0);
        Indices = new IndexOperand(context.Input(1));
        Output = context.Output(0);
        var table = Table.Shape;
        var indices = Indices.Operand.Shape;
        Axis = table.NormalizeAxis(gather.Axis);
        var batchAxes = gather.BatchDimensions < 0 ? gather.BatchDimensions + indices.Rank : gather.BatchDimensions;
        Batch = table.ElementCountBetween(0, batchAxes);
        Outer = table.ElementCountBetween(batchAxes, Axis);
        Size = table[Axis];
        Inner = table.ElementCountBetween(Axis + 1, table.Rank);
        Positions = indices.ElementCountBetween(batchAxes, indices.Rank);
        Where = context.Node.Where;
    }

    public Operand Table { get; }

    public IndexOperand Indices { get; }

    public Operand Output { get; }

    public int Axis { get; }

    public long Batch { get; }

    public long Outer { get; }

    public long Size { get; }

    public long Inner { get; }

    public long Positions { get; }

    private string Where { get; }

    /// <summary>An index of the table's axis.</summary>
    /// <exception cref="OctavoException">It is out of range (kind InvalidData).</exception>
    public long Index(long batch, long position)
    {
        var index = Indices.Wide((batch * Positions) + position);
        return (ulong)index < (ulong)Size ? index : throw new OctavoException(
            ErrorKind.InvalidData, $"index {index} is not in the table of {Size}", Where, $"0 to {Size - 1}",
            $"{index} at position {position}", "Check the indices that the model is given.");
    }
}
