using System.Text.RegularExpressions;

namespace Octavo.Architecture;

/// <summary>Pages and code point at things that exist.</summary>
public sealed partial class PageTests
{
    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"docs/(?<page>[\w-]+\.md)(?:, ""(?<section>[^""]+)"")?")]
    private static partial Regex Reference { get; }

    [GeneratedRegex(@"`(?<path>(?:src|tests|tools|docs|eng)/[\w./-]+)`")]
    private static partial Regex PathInText { get; }

    private static IEnumerable<string> Pages => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Every_link_of_a_page_leads_somewhere() => Assert.All(
        Pages,
        page => Assert.All(
            Link.Matches(Repository.Read(page)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal)),
            target =>
            {
                var (file, heading) = target.Split('#') is [var path, var anchor] ? (path, anchor) : (target, null);
                var found = file.Length == 0 ? page : Resolve(page, file);
                Assert.True(
                    Repository.Files.Any(other => other == found || other.StartsWith($"{found.TrimEnd('/')}/", StringComparison.Ordinal)),
                    $"{page}: there is no {found}");
                Assert.True(heading is null || Headings(found).Select(Anchor).Contains(heading),
                    $"{page}: {found} has no heading for #{heading}");
            }));

    [Fact]
    public void Every_path_that_a_page_names_exists() => Assert.All(
        Pages.Where(page => page != "CHANGELOG.md"),
        page => Assert.All(
            PathInText.Matches(Repository.Read(page)).Select(match => match.Groups["path"].Value.TrimEnd('/')),
            path => Assert.True(Repository.Files.Any(file => file == path || file.StartsWith($"{path}/", StringComparison.Ordinal)),
                $"{page}: there is no {path}")));

    [Fact]
    public void Every_section_that_code_refers_to_exists() => Assert.All(
        Repository.Sources.Where(source => source.Path.StartsWith("src/", StringComparison.Ordinal))
        .SelectMany(source => Reference.Matches(source.Text).Select(match => (source.Path, Match: match))),
        found =>
        {
            var page = $"docs/{found.Match.Groups["page"].Value}";
            Assert.Contains(page, Repository.Files);
            var section = found.Match.Groups["section"];
            Assert.True(!section.Success || Headings(page).Contains(section.Value),
                $"{found.Path}: {page} has no section \"{section.Value}\"");
        });

    private static IEnumerable<string> Headings(string page) =>
        Repository.Read(page).Split('\n').Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim());

    /// <summary>As sites make them: lower case, blanks to hyphens, no punctuation.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_'))
        .Replace(' ', '-');

    private static string Resolve(string page, string target)
    {
        var parts = new Stack<string>(page.Split('/')[..^1]);
        foreach (var part in target.TrimEnd('/').Split('/'))
        {
            if (part == "..")
            {
                parts.Pop();
            }
            else if (part != ".")
            {
                parts.Push(part);
            }
        }

        return string.Join('/', parts.Reverse());
    }
}
