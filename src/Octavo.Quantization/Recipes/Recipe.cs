using System.Collections.Immutable;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>How to quantize, as data: rules of which the last one that applies wins; what none applies to stays float.</summary>
internal sealed record Recipe(string Name, ImmutableArray<RecipeRule> Rules)
{
    /// <summary>The recipe of that name, or of the name that another tool has for it.</summary>
    /// <exception cref="OctavoException">
    /// Usage: there is none; the nearest name is given. UnsupportedFeature: others have it, Octavo does not.
    /// </exception>
    public static Recipe Find(string name) => TryFind(name)
        ?? throw (RecipeAliases.NotOffered(name) ?? Unknown(name));

    /// <summary>Null where there is none.</summary>
    public static Recipe? TryFind(string name) =>
        BuiltInRecipes.All.FirstOrDefault(recipe =>
            string.Equals(recipe.Name, RecipeAliases.All.GetValueOrDefault(name, name), StringComparison.OrdinalIgnoreCase));

    /// <summary>A recipe by name, or by the path of a file.</summary>
    /// <exception cref="OctavoException">There is neither, or the file is no recipe.</exception>
    public static Recipe FindOrLoad(string nameOrPath) =>
        TryFind(nameOrPath) ?? (RecipeFile.LooksLikePath(nameOrPath) ? RecipeFile.Load(nameOrPath) : Find(nameOrPath));

    /// <summary>Names that hold what was given say what was meant; the nearest does otherwise.</summary>
    private static OctavoException Unknown(string name)
    {
        var names = BuiltInRecipes.All.Select(recipe => recipe.Name).ToList();
        var holding = names.Where(known => name.Length > 2 && known.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Select(known => $"'{known}'").ToList();
        var later = RecipeAliases.NotOfferedNames.Where(known =>
            name.Length > 2 && known.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(known => $"'{known}'").ToList();
        var error = NearestName.Unknown("recipe", name, names.Concat(RecipeAliases.All.Keys), null);
        return holding.Count == 0 ? error : new OctavoException(
            error.Kind, error.What, error.Where, error.Expected,
            hint: $"Did you mean {string.Join(" or ", holding)}?"
                + $"{(later.Count == 0 ? "" : $" Not yet offered: {string.Join(", ", later)}.")}");
    }
}
