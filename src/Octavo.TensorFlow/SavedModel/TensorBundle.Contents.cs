namespace Octavo.TensorFlow;

internal sealed partial class TensorBundle
{
    /// <summary>
    /// What is stored, sorted by name; the shape of a variable that is stored in parts is the whole one, its bytes are those of all parts.
    /// </summary>
    public IEnumerable<StoredVariable> Describe()
    {
        foreach (var key in Keys)
        {
            var entry = entries[key];
            var sizes = SourceContentsReader.Sizes(entry.Shape);
            var bits = TensorFlowTypes.BitsOf(entry.Dtype);
            var whole = sizes is { } known && bits is { } each
                ? known.Aggregate((Int128)1, (product, size) => product * Math.Max(0, size)) * each / 8 : 0;
            yield return new StoredVariable(key, TensorFlowTypes.NameOf(entry.Dtype), sizes,
                entry.Slices.Count == 0 ? entry.Size : (long)Int128.Min(whole, long.MaxValue));
        }
    }
}
