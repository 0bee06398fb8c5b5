using Octavo.Tensors;

namespace Octavo.EndToEnd;

/// <summary>A batch of sequences of random numbers from -1 to 1.</summary>
internal sealed class SequenceBatch
{
    private readonly float[] values;
    private readonly int steps;
    private readonly int depth;

    public SequenceBatch(int batch, int steps, int depth)
    {
        (Batch, this.steps, this.depth) = (batch, steps, depth);
        var random = new Random(batch);
        values = [.. Enumerable.Range(0, batch * steps * depth).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    public int Batch { get; }

    public double[][] this[int sequence] =>
        [.. Enumerable.Range(0, steps)
            .Select(step =>
                Enumerable.Range(0, depth).Select(index => (double)values[(((sequence * steps) + step) * depth) + index]).ToArray())];

    /// <summary>[batch, time, depth], or [time, batch, depth].</summary>
    public Tensor ToTensor(bool isTimeMajor)
    {
        if (!isTimeMajor)
        {
            return Tensor.From(new Shape(Batch, steps, depth), values);
        }

        return Tensor.From(new Shape(steps, Batch, depth), [.. Enumerable.Range(0, steps).SelectMany(step => Enumerable.Range(0, Batch)
            .SelectMany(sequence => values.Skip(((sequence * steps) + step) * depth).Take(depth)))]);
    }

    /// <summary>Outputs [sequence][time][units] in the order of a tensor.</summary>
    public static double[] Flatten(double[][][] outputs, bool isTimeMajor) => isTimeMajor
        ? [.. Enumerable.Range(0, outputs[0].Length).SelectMany(step => outputs.SelectMany(sequence => sequence[step]))]
        : [.. outputs.SelectMany(sequence => sequence.SelectMany(step => step))];
}
