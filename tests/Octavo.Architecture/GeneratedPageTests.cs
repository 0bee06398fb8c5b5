using Octavo.DocsGenerator;

namespace Octavo.Architecture;

public sealed class GeneratedPageTests
{
    [Fact]
    public void Committed_pages_are_what_the_generator_makes_of_the_code() => Assert.All(
        GeneratedPages.All(),
        page => Assert.True(
            page.Text == Repository.Read($"docs/{page.Name}").ReplaceLineEndings("\n"), $"docs/{page.Name} is stale: {GeneratedPages.Command}"));
}
