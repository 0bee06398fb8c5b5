namespace Octavo.TFLite;

/// <summary>Names of the tensors of one subgraph: each its own, none empty.</summary>
internal sealed class TensorNames
{
    private readonly HashSet<string> taken = [];
    private readonly Dictionary<string, int> counts = [];

    /// <summary>The name itself for the first that asks; <c>name_1</c>, <c>name_2</c>, ... for others.</summary>
    public string Unique(string name)
    {
        var stem = name.Length == 0 ? "tensor" : name;
        var unique = stem;
        while (!taken.Add(unique))
        {
            var count = counts.GetValueOrDefault(stem) + 1;
            counts[stem] = count;
            unique = $"{stem}_{count}";
        }

        return unique;
    }
}
