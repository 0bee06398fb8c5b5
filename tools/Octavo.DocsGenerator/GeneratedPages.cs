namespace Octavo.DocsGenerator;

/// <summary>The pages of docs/ that are generated.</summary>
public static class GeneratedPages
{
    /// <summary>How a person brings them up to date.</summary>
    public const string Command = "dotnet run --project tools/Octavo.DocsGenerator";

    /// <summary>Names in docs/ and their text; lines end in one line feed.</summary>
    public static IReadOnlyList<(string Name, string Text)> All() =>
    [
        ("cli.md", CommandPage.Text()),
        ("operators.md", OperatorPage.Text()),
        ("public-api.txt", PublicApiPage.Text()),
        ("recipes.md", RecipePage.Text()),
    ];
}
