namespace Octavo.EndToEnd;

/// <summary>
/// Cells one above the other as one: StackedRNNCells of Keras, MultiRNNCell of TensorFlow 1. States: those of the uppermost cell first.
/// </summary>
/// <remarks>Each cell reads the output of the one below it.</remarks>
internal sealed class StackWrittenCell : WrittenCell
{
    private readonly WrittenCell[] cells;

    /// <param name="cells">The lowest first.</param>
    public StackWrittenCell(params WrittenCell[] cells)
        : base(cells[0].Depth, cells[^1].Units)
    {
        this.cells = cells;
        for (var index = 0; index < cells.Length; index++)
        {
            Include(Prefix(index), cells[index]);
        }
    }

    public override int StateCount => cells.Sum(cell => cell.StateCount);

    public override double LargestSum => cells.Max(cell => cell.LargestSum);

    public override int StateWidth(int state)
    {
        var index = cells.Length - 1;
        for (; state >= cells[index].StateCount; index--)
        {
            state -= cells[index].StateCount;
        }

        return cells[index].StateWidth(state);
    }

    public override string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states)
    {
        var next = new List<string>();
        foreach (var (cell, index, own) in Parts(states))
        {
            string[] updated = cell.Emit(nodes.Inside(Prefix(index)), name => weight(Prefix(index) + name), input, own);
            next.InsertRange(0, updated);
            input = updated[0];
        }

        return [.. next];
    }

    public override double[][] Step(double[] input, double[][] states)
    {
        var next = new List<double[]>();
        foreach (var (cell, _, own) in Parts(states))
        {
            var updated = cell.Step(input, own);
            next.InsertRange(0, updated);
            input = updated[0];
        }

        return [.. next];
    }

    private static string Prefix(int index) => $"cell_{index}/";

    private IEnumerable<(WrittenCell Cell, int Index, T[] States)> Parts<T>(T[] states)
    {
        var end = states.Length;
        for (var index = 0; index < cells.Length; index++)
        {
            yield return (cells[index], index, states[(end - cells[index].StateCount)..end]);
            end -= cells[index].StateCount;
        }
    }
}
