namespace Octavo.Benchmarks;

/// <summary>A variable of floats, uniform in (-<paramref name="Limit"/>, <paramref name="Limit"/>).</summary>
internal sealed record ModelWeights(string Name, int[] Shape, float Limit)
{
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);

    public long SizeInBytes => Count * sizeof(float);
}
