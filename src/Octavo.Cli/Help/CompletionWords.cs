using System.CommandLine;
using Octavo.Passes;
using Octavo.Quantization;

namespace Octavo.Cli;

/// <summary>The words that a shell offers behind an option: names that the tool knows.</summary>
internal static class CompletionWords
{
    private static readonly Dictionary<string, Func<IEnumerable<string>>> Words = new(StringComparer.Ordinal)
    {
        ["--recipe"] = () => BuiltInRecipes.All.Select(recipe => recipe.Name),
        ["--preprocess"] = () => Preprocessing.PresetNames,
        ["--stop-after"] = () => Pipelines.Import.Select(pass => pass.Name).Distinct(),
    };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Subcommands.SelectMany(command => command.Options).Distinct())
        {
            if (Words.TryGetValue(option.Name, out var words))
            {
                option.CompletionSources.Clear();
                option.CompletionSources.Add(_ => words());
            }
        }
    }
}
