namespace Octavo.DocsGenerator;

/// <summary>The pages of docs/ that are generated, and what each package lets a program name.</summary>
public static class GeneratedPages
{
    /// <summary>How a person brings them up to date.</summary>
    public const string Command = "dotnet run --project tools/Octavo.DocsGenerator";

    /// <summary>Paths in the repository and their text; lines end in one line feed.</summary>
    public static IReadOnlyList<(string Path, string Text)> All() =>
    [
        ("docs/cli.md", CommandPage.Text()),
        ("docs/operators.md", OperatorPage.Text()),
        ("docs/recipes.md", RecipePage.Text()),
        .. PublicApiPage.Packages.Select(package => ($"src/{package.Name}/PublicApi.txt", PublicApiPage.Text(package.Types))),
    ];
}
