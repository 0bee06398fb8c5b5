namespace Octavo.Benchmarks;

/// <summary>relu(x W + b), again and again: <see cref="LayerCount"/> layers with weights [width, width] and biases [width].</summary>
internal sealed record LayeredModel(int LayerCount, int Width)
{
    /// <summary>Sorted by name, as a checkpoint's index wants it.</summary>
    public IReadOnlyList<ModelWeights> Weights { get; } =
    [
        .. Enumerable.Range(0, LayerCount).SelectMany(layer => new ModelWeights[]
        {
            new($"layer{layer:D4}/bias", [Width], 0.1f),

            // Keeps the size of activations about the same from layer to layer.
            new($"layer{layer:D4}/kernel", [Width, Width], MathF.Sqrt(6f / Width)),
        }),
    ];

    public long SizeInBytes => Weights.Sum(weights => weights.SizeInBytes);

    /// <summary>As many whole layers as come nearest to a size; narrower ones where not even one of the given width fits.</summary>
    public static LayeredModel OfSize(long bytes, int width)
    {
        var fitting = (int)Math.Min(width, Math.Max(1, Math.Sqrt(bytes / (double)sizeof(float))));
        var layerBytes = sizeof(float) * (((double)fitting * fitting) + fitting);
        return new LayeredModel(Math.Max(1, (int)Math.Round(bytes / layerBytes)), fitting);
    }
}
