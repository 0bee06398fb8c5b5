using System.Collections.Immutable;
using Octavo.Evaluation;

namespace Octavo;

/// <summary>
/// The names of a model's classes in the order of its scores. A class may have several names (a synset and a word), none, or share one
/// with another (two cranes); a shared name is found by nobody.
/// </summary>
public sealed class ClassLabels
{
    private readonly ImmutableArray<ImmutableArray<string>> names;
    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> folded = new(StringComparer.Ordinal);

    /// <param name="names">For each class its names, the one to print first; empty for a class without a name.</param>
    /// <param name="source">Where they come from, for people.</param>
    public ClassLabels(ImmutableArray<ImmutableArray<string>> names, string source)
    {
        this.names = names;
        Source = source;
        for (var index = 0; index < names.Length; index++)
        {
            foreach (var name in names[index])
            {
                Add(exact, name, index);
                Add(folded, Fold(name), index);
            }
        }
    }

    private const int Shared = -1;

    public string Source { get; }

    public int Count => names.Length;

    /// <summary>All names, for suggestions.</summary>
    public IEnumerable<string> Names => names.SelectMany(own => own);

    /// <summary>One name a class.</summary>
    public static ClassLabels Of(IEnumerable<string> names, string source) =>
        new([.. names.Select(name => name.Length == 0 ? [] : ImmutableArray.Create(name))], source);

    /// <summary>
    /// A file with one name a line, or JSON: an array of names, or an object of index to name or of name to index, where a name may be an
    /// array of several.
    /// </summary>
    /// <exception cref="OctavoException">InputOutput; InvalidData: no text, no names, or indices that do not go together.</exception>
    public static ClassLabels Read(string path) => LabelsFile.Read(path);

    /// <summary>The name to print: the class's first, its number where it has none.</summary>
    public string NameOf(int index) => (uint)index < (uint)names.Length && !names[index].IsEmpty ? names[index][0] : $"{index}";

    /// <summary>The class of a name: as it stands, else without regard to case and with '_', '-' and blanks alike.</summary>
    /// <exception cref="OctavoException">InvalidData: two classes share the name.</exception>
    public bool TryFind(string name, out int index)
    {
        if (!exact.TryGetValue(name, out index) && !folded.TryGetValue(Fold(name), out index))
        {
            return false;
        }

        return index != Shared ? true : throw new OctavoException(
            ErrorKind.InvalidData, $"Two classes are called '{name}'.", Source,
                hint: "Give them different names, or name the folders by the numbers of their classes.");
    }

    /// <exception cref="OctavoException">InvalidData: there is not one name for each score of the model.</exception>
    public void RequireCount(int outputs)
    {
        if (Count == outputs)
        {
            return;
        }

        var hint = outputs == Count + 1
            ? "Models trained on ImageNet often have a background class before the others: put a line 'background' before the first name."
            : outputs == Count - 1
                ? "The labels may begin with a background class that this model does not have: take their first line out."
                : "Give the labels that belong to this model.";
        throw new OctavoException(
            ErrorKind.InvalidData, "The number of labels is not that of the model's scores.", Source, $"{outputs} names", $"{Count}", hint);
    }

    private static void Add(Dictionary<string, int> known, string name, int index)
    {
        if (!known.TryAdd(name, index) && known[name] != index)
        {
            known[name] = Shared;
        }
    }

    private static string Fold(string name) => name.Replace('_', ' ').Replace('-', ' ').Trim().ToUpperInvariant();
}
