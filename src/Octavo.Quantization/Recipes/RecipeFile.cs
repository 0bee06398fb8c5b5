using Octavo.Tensors;

namespace Octavo.Quantization;

/// <summary>Recipes in files.</summary>
public static class RecipeFile
{
    internal static bool LooksLikePath(string text) =>
        File.Exists(text) || text.Contains('/', StringComparison.Ordinal) || Path.HasExtension(text);

    /// <exception cref="OctavoException">The file cannot be read, or is no recipe.</exception>
    public static Recipe Load(string path) => throw new OctavoException(ErrorKind.UnsupportedFeature, "recipe files", path);
}
