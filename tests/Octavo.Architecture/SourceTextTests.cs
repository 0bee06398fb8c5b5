using System.Text.RegularExpressions;

namespace Octavo.Architecture;

/// <summary>What must not stand in any file.</summary>
public sealed partial class SourceTextTests
{
    /// <summary>This file names what it looks for.</summary>
    private const string Self = "tests/Octavo.Architecture/SourceTextTests.cs";

    [GeneratedRegex(@"#pragma\s+warning\s+disable\s+[\w, ]+(?<reason>//\s*\S.*)?$")]
    private static partial Regex PragmaDisable { get; }

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished { get; }

    [GeneratedRegex(@"(?<![\w.:/~}\])])/(?:home|work|root|tmp|Users|mnt)/\w|\b[A-Z]:\\(?:Users|dev)\b")]
    private static partial Regex MachinePath { get; }

    [GeneratedRegex(@"https?://(?<host>[\w.-]+)")]
    private static partial Regex Address { get; }

    /// <summary>Addresses of licences, specifications and papers, which a reader needs, and names kept for examples.</summary>
    private static readonly string[] AllowedHosts =
        ["www.apache.org", "www.w3.org", "arxiv.org", "doi.org", "example.org", "creativecommons.org", "docs.oasis-open.org",
            "json-schema.org", "keepachangelog.com", "semver.org"];

    [Fact]
    public void A_suppressed_warning_says_why() => AssertNone(
        Repository.Sources.SelectMany(source => Lines(source.Path, source.Text).Where(line =>
            (PragmaDisable.Match(line.Text) is { Success: true } pragma && !pragma.Groups["reason"].Success)
            || (Regex.IsMatch(line.Text, @"SuppressMessage\(") && !line.Text.Contains("Justification", StringComparison.Ordinal)))),
        "give the reason behind // on the same line");

    [Fact]
    public void A_warning_switched_off_for_a_project_says_why() => AssertNone(
        Repository.Files.Where(file =>
            file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal))
            .Select(file => (Place: file, Text: Repository.Read(file)))
            .SelectMany(file =>
                Regex.Matches(file.Text, @"<NoWarn>(?<ids>[^<]*)</NoWarn>").SelectMany(match => Regex.Matches(match.Value, @"[A-Z]+\d+"))
                .Where(id =>
                    !Regex.Matches(file.Text, "<!--.*?-->", RegexOptions.Singleline)
                    .Any(comment => comment.Value.Contains(id.Value, StringComparison.Ordinal)))
                .Select(id => (file.Place, $"{id.Value} has no reason"))),
        "give the reason in a comment of the same file");

    [Fact]
    public void Nothing_is_left_unfinished() => AssertNone(
        Repository.Sources.Where(source => source.Path != Self)
        .SelectMany(source => Lines(source.Path, source.Text).Where(line => Unfinished.IsMatch(line.Text))),
        "finish it, or say in an error what cannot be done");

    [Fact]
    public void No_test_is_skipped() => AssertNone(
        Repository.Sources.Where(source => source.Path != Self && source.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(source =>
                Lines(source.Path, source.Text).Where(line => Regex.IsMatch(line.Text, @"\b(?:Fact|Theory)\(.*\bSkip\s*="))),
        "mend the test or take it out");

    [Fact]
    public void No_file_names_a_path_of_one_machine() => AssertNone(
        Repository.TextFiles.Where(file => file != Self)
        .SelectMany(file => Lines(file, Repository.Read(file)).Where(line => MachinePath.IsMatch(line.Text))),
        "paths are relative to the repository");

    [Fact]
    public void No_file_names_a_registry_or_another_host() => AssertNone(
        Repository.TextFiles.Where(file => file != Self).SelectMany(file => Lines(file, Repository.Read(file)).Where(line =>
            Address.Matches(line.Text).Any(match => !AllowedHosts.Contains(match.Groups["host"].Value)))),
        "name what is meant, not where it lies");

    [Fact]
    public void Lines_end_in_one_line_feed_and_no_blanks() => AssertNone(
        Repository.Sources.SelectMany(source =>
            Lines(source.Path, source.Text).Where(line => line.Text.EndsWith(' ') || line.Text.Contains('\t', StringComparison.Ordinal))),
        "see .editorconfig");

    private static IEnumerable<(string Place, string Text)> Lines(string file, string text) =>
        text.Split('\n').Select((line, index) => ($"{file}({index + 1})", line));

    private static void AssertNone(IEnumerable<(string Place, string Text)> found, string rule)
    {
        var list = found.Select(line => $"{line.Place}: {line.Text.Trim()}").ToList();
        Assert.True(list.Count == 0, $"{rule}:\n  {string.Join("\n  ", list)}");
    }
}
