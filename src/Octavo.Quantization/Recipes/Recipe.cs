using System.Collections.Immutable;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>How to quantize, as data: rules of which the last one that applies wins; what none applies to stays float.</summary>
public sealed record Recipe(string Name, ImmutableArray<RecipeRule> Rules)
{
    /// <summary>The recipe of that name, or of the name that another tool has for it.</summary>
    /// <exception cref="OctavoException">Usage: there is none; the nearest name is given. UnsupportedFeature: others have it, Octavo does not.</exception>
    public static Recipe Find(string name) => TryFind(name)
        ?? throw (RecipeAliases.NotOffered(name)
        ?? NearestName.Unknown("recipe", name, BuiltInRecipes.All.Select(recipe => recipe.Name).Concat(RecipeAliases.All.Keys), null));

    /// <summary>Null where there is none.</summary>
    public static Recipe? TryFind(string name) =>
        BuiltInRecipes.All.FirstOrDefault(recipe => string.Equals(recipe.Name, RecipeAliases.All.GetValueOrDefault(name, name), StringComparison.OrdinalIgnoreCase));

    /// <summary>A recipe by name, or by the path of a file.</summary>
    /// <exception cref="OctavoException">There is neither, or the file is no recipe.</exception>
    public static Recipe FindOrLoad(string nameOrPath) =>
        TryFind(nameOrPath) ?? (RecipeFile.LooksLikePath(nameOrPath) ? RecipeFile.Load(nameOrPath) : Find(nameOrPath));
}
