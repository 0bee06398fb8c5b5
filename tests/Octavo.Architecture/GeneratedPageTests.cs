using Octavo.DocsGenerator;

namespace Octavo.Architecture;

public sealed class GeneratedPageTests
{
    [Fact]
    public void Committed_pages_are_what_the_generator_makes_of_the_code() => Assert.All(
        GeneratedPages.All(),
        page => Assert.True(
            page.Text == Repository.Read(page.Path).ReplaceLineEndings("\n"), $"{page.Path} is stale: {GeneratedPages.Command}"));
}
