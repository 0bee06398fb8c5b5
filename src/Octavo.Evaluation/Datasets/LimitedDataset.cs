using System.Collections.Immutable;

namespace Octavo.Evaluation;

/// <summary>The first samples of another data set.</summary>
internal sealed class LimitedDataset(IDatasetReader reader, long limit) : IDatasetReader
{
    public string Description => $"{reader.Description}, first {limit}";

    public long? SampleCount => reader.SampleCount is { } count ? Math.Min(count, limit) : null;

    public ImmutableArray<string> Classes => reader.Classes;

    public IEnumerable<Sample> Read()
    {
        var rest = limit;
        foreach (var sample in rest > 0 ? reader.Read() : [])
        {
            yield return sample;
            if (--rest == 0)
            {
                yield break;
            }
        }
    }

    public void Dispose() => reader.Dispose();
}
