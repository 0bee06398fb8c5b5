using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>A cell as TensorFlow or Keras writes it, beside its definition in double precision.</summary>
internal abstract class WrittenCell(int depth, int units)
{
    private const float Spread = 0.35f;

    private readonly SortedDictionary<string, Tensor> weights = new(StringComparer.Ordinal);
    private readonly Random random = new(depth + units);
    private double largestSum;

    public int Depth => depth;

    public int Units => units;

    public IReadOnlyDictionary<string, Tensor> Weights => weights;

    /// <summary>How many states a step updates; the first is its output.</summary>
    public virtual int StateCount => 1;

    /// <summary>How many elements a state has.</summary>
    public virtual int StateWidth(int state) => units;

    /// <summary>The largest sum of |a b| of all products so far: what rounding errors are measured by.</summary>
    public virtual double LargestSum => largestSum;

    /// <summary>Writes one step.</summary>
    /// <param name="weight">Gives what the nodes call a weight.</param>
    /// <returns>The next states.</returns>
    public abstract string[] Emit(NodeScope nodes, Func<string, string> weight, string input, string[] states);

    /// <summary>The next states of one sequence of the batch.</summary>
    public abstract double[][] Step(double[] input, double[][] states);

    protected void AddWeight(string name, params int[] sizes)
    {
        var values = new float[sizes.Aggregate(1, (product, size) => product * size)];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = ((random.NextSingle() * 2) - 1) * Spread;
        }

        weights.Add(name, Tensor.From(new Shape(sizes), values));
    }

    /// <summary>Takes over the weights of a cell within this one.</summary>
    protected void Include(string prefix, WrittenCell cell)
    {
        foreach (var (name, tensor) in cell.Weights)
        {
            weights.Add(prefix + name, tensor);
        }
    }

    /// <summary>x W + b for a row x, with W of [rows, columns] from a row and a column on.</summary>
    protected double[] Affine(double[] row, string kernel, string? bias = null, int firstRow = 0, int firstColumn = 0, int? count = null,
        int firstBias = 0)
    {
        var width = weights[kernel].Shape[1];
        var values = weights[kernel].Values<float>();
        var offsets = bias is null ? [] : weights[bias].Values<float>();
        var sums = new double[count ?? (width - firstColumn)];
        for (var column = 0; column < sums.Length; column++)
        {
            var magnitude = 0.0;
            for (var index = 0; index < row.Length; index++)
            {
                var product = row[index] * values[((firstRow + index) * width) + firstColumn + column];
                sums[column] += product;
                magnitude += Math.Abs(product);
            }

            sums[column] += bias is null ? 0 : offsets[firstBias + firstColumn + column];
            largestSum = Math.Max(largestSum, magnitude + 1);
        }

        return sums;
    }

    protected static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    protected static double[] Elementwise(int count, Func<int, double> of) => [.. Enumerable.Range(0, count).Select(of)];
}
