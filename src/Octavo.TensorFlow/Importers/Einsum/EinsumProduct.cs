using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.TensorFlow;

/// <summary>
/// One product of two operands. Labels of both that are kept are batches, those of both that are not are summed over, the others are rows
/// (of left) and columns (of right): [batches..., rows, depth] times [batches..., depth, columns].
/// </summary>
internal sealed class EinsumProduct
{
    /// <summary>LiteRT's matrix products take up to five axes.</summary>
    private const int MostBatches = 3;

    private readonly ImportContext context;
    private readonly EinsumLowering lowering;
    private readonly EinsumOperand left;
    private readonly EinsumOperand right;
    private readonly int[] batches;
    private readonly int[] depth;
    private readonly int[] rows;
    private readonly int[] columns;
    private readonly bool transposesLeft;
    private readonly bool transposesRight;

    public EinsumProduct(ImportContext context, EinsumLowering lowering, EinsumOperand left, EinsumOperand right, HashSet<int> kept)
    {
        this.context = context;
        this.lowering = lowering;
        this.left = left;
        this.right = right;
        var both = left.Labels.Where(right.Has).ToList();
        batches = [.. lowering.Ordered(both.Where(kept.Contains))];
        depth = [.. both.Where(label => !kept.Contains(label))];
        rows = [.. lowering.Ordered(left.Labels.Where(label => !right.Has(label)))];
        columns = [.. lowering.Ordered(right.Labels.Where(label => !left.Has(label)))];
        transposesLeft = depth.Length != 0 && IsInOrder(left, depth, rows) && !IsInOrder(left, rows, depth);
        transposesRight = depth.Length != 0 && IsInOrder(right, columns, depth) && !IsInOrder(right, depth, columns);
    }

    /// <summary>How many operands, and whether the result, must be brought into another order while the model runs.</summary>
    public int Transposes =>
        (left.Value.IsConstant || transposesLeft || IsInOrder(left, rows, depth) ? 0 : 1)
        + (right.Value.IsConstant || transposesRight || IsInOrder(right, depth, columns) ? 0 : 1)
        + (lowering.Ordered([.. batches, .. rows, .. columns]).SequenceEqual([.. batches, .. rows, .. columns]) ? 0 : 1);

    public EinsumOperand Emit()
    {
        var result = depth.Length == 0 ? Outer() : Matrices();
        int[] labels = [.. batches, .. rows, .. columns];
        return new EinsumOperand(Split(result, labels), [.. labels]);
    }

    private bool IsInOrder(EinsumOperand operand, int[] first, int[] second) =>
        operand.Labels.SequenceEqual([.. batches, .. first, .. second]);

    private Value Matrices()
    {
        // Without batches, rows need not be one axis: a matrix on the right serves all of them.
        var keepsRows = batches.Length == 0 && !transposesLeft && rows.Length is > 1 and <= MostBatches + 1;
        var leftGroups =
            transposesLeft ? Groups(depth, rows) : keepsRows ? [.. rows.Select(row => new[] { row }), depth] : Groups(rows, depth);
        var rightGroups = transposesRight ? Groups(columns, depth) : Groups(depth, columns);
        return Products.Multiply(
            context, Grouped(left, leftGroups), Grouped(right, rightGroups), transposesLeft, transposesRight, left.Value.ElementType);
    }

    /// <summary>Elementwise, rows against columns.</summary>
    private Value Outer()
    {
        int[][] front = BatchGroups();
        return rows.Length == 0 && columns.Length == 0
            ? context.Emit(new Mul(), Grouped(left, front), Grouped(right, front))
            : context.Emit(new Mul(), Grouped(left, [.. front, rows, []]), Grouped(right, [.. front, [], columns]));
    }

    private int[][] Groups(int[] first, int[] second) => [.. BatchGroups(), first, second];

    private int[][] BatchGroups() => batches.Length > MostBatches ? [batches] : [.. batches.Select(label => new[] { label })];

    /// <summary>The operand with one axis for each group of labels.</summary>
    private Value Grouped(EinsumOperand operand, int[][] groups)
    {
        var ordered = operand.Transposed(context, [.. groups.SelectMany(group => group)]).Value;
        return groups.All(group => group.Length == 1) ? ordered : context.ReshapeTo(ordered, context.Join(groups.Select(lowering.Count)));
    }

    /// <summary>The product with one axis for each label.</summary>
    private Value Split(Value product, int[] labels)
    {
        var isSplit = product.Shape.Rank == labels.Length && batches.Length <= MostBatches
            && (depth.Length == 0 && rows.Length == 0 && columns.Length == 0 || (rows.Length >= 1 && columns.Length == 1));
        return isSplit ? product : labels.Length == 0 ? context.Reshape(product)
            : context.ReshapeTo(product, context.Join(labels.Select(label => lowering.Count([label]))));
    }
}
