namespace Octavo.Evaluation;

/// <summary>One output position of a resize along one axis: source samples from <see cref="First"/> on, and their weights.</summary>
internal readonly record struct ResizeTaps(int First, double[] Weights)
{
    /// <summary>The same with weights at places outside of [0, size) moved to the nearest sample inside.</summary>
    public static ResizeTaps Clamped(int first, double[] weights, int size)
    {
        var start = Math.Clamp(first, 0, size - 1);
        var end = Math.Clamp(first + weights.Length - 1, 0, size - 1);
        var moved = new double[end - start + 1];
        for (var index = 0; index < weights.Length; index++)
        {
            moved[Math.Clamp(first + index, 0, size - 1) - start] += weights[index];
        }

        return new ResizeTaps(start, moved);
    }

    /// <summary>The same without places outside, the rest divided by their sum.</summary>
    public static ResizeTaps Renormalized(int first, double[] weights, int size)
    {
        var start = Math.Clamp(first, 0, size - 1);
        var end = Math.Clamp(first + weights.Length, start + 1, size);
        var kept = weights[Math.Clamp(start - first, 0, weights.Length)..Math.Clamp(end - first, 0, weights.Length)];
        var sum = kept.Sum();
        return new ResizeTaps(start, sum == 0 ? kept : Array.ConvertAll(kept, weight => weight / sum));
    }
}
