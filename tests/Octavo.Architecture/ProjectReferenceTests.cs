using System.Xml.Linq;

namespace Octavo.Architecture;

/// <summary>Projects refer to each other as the table "The house" of docs/architecture.md allows, and to nothing else.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> House = HouseTable();

    public static TheoryData<string> Projects => [.. ProjectFiles("src/").Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_library_refers_only_to_what_the_house_allows(string project)
    {
        Assert.True(House.ContainsKey(project), $"{project} has no line in the table of docs/architecture.md");
        var allowed = Below(project).ToHashSet(StringComparer.Ordinal);
        var references = References($"src/{project}/{project}.csproj").Except(allowed).ToList();
        Assert.True(references.Count == 0,
            $"{project} refers to {string.Join(", ", references)}; docs/architecture.md allows {string.Join(", ", allowed)}");
    }

    [Fact]
    public void The_cellar_comes_first()
    {
        var order = House.Keys.ToList();
        Assert.All(House, line => Assert.All(line.Value, reference => Assert.True(
            order.IndexOf(reference) < order.IndexOf(line.Key),
            $"{line.Key} stands above {reference}, to which it refers, in docs/architecture.md")));
    }

    [Fact]
    public void Libraries_never_refer_to_tests_tools_or_samples() => Assert.All(
        ProjectFiles("src/"),
        file => Assert.All(ReferencedPaths(file), path => Assert.StartsWith("../Octavo", path, StringComparison.Ordinal)));

    [Fact]
    public void Package_versions_are_central() => Assert.All(
        Repository.Files.Where(file =>
            file.EndsWith(".csproj", StringComparison.Ordinal) || file is "eng/Test.props" or "eng/Library.props"),
        file => Assert.All(
            Load(file).Descendants("PackageReference"),
            reference => Assert.True(
                reference.Attribute("Version") is null && reference.Attribute("VersionOverride") is null
                && reference.Element("Version") is null,
                $"{file}: the version of {reference.Attribute("Include")?.Value} belongs to Directory.Packages.props")));

    [Fact]
    public void Every_central_version_is_used_and_every_project_is_in_the_solution()
    {
        var used = Repository.Files.Where(file =>
            file.EndsWith(".csproj", StringComparison.Ordinal)
            || (file.StartsWith("eng/", StringComparison.Ordinal) && file.EndsWith(".props", StringComparison.Ordinal)))
            .SelectMany(file => Load(file).Descendants("PackageReference")).Select(reference => reference.Attribute("Include")!.Value)
                .ToHashSet(StringComparer.Ordinal);
        var unused = Load("Directory.Packages.props").Descendants("PackageVersion").Select(version => version.Attribute("Include")!.Value)
            .Where(name => !used.Contains(name)).ToList();
        Assert.True(unused.Count <= ReservedPackages.Length && unused.All(ReservedPackages.Contains),
            $"Directory.Packages.props: nothing uses {string.Join(", ", unused.Except(ReservedPackages))}");

        var solution = Load("Octavo.slnx").Descendants("Project").Select(project => project.Attribute("Path")!.Value).ToList();
        Assert.Equal(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            solution.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_library_opens_with_a_readme_of_purpose_in_out_unit_and_references() => Assert.All(
        ProjectFiles("src/").Select(file => $"{Path.GetDirectoryName(file)!.Replace('\\', '/')}/README.md"),
        readme =>
        {
            Assert.Contains(readme, Repository.Files);
            var lines = Repository.Read(readme).Split('\n');
            Assert.Equal($"# {Path.GetFileName(Path.GetDirectoryName(readme))}", lines[0]);
            Assert.All(
                new[] { "Purpose: ", "In: ", "Unit of change: ", "References: " },
                start =>
                    Assert.True(lines.Any(line => line.StartsWith(start, StringComparison.Ordinal)), $"{readme}: no line '{start}...'"));
        });

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_readme_names_the_references_that_the_project_has(string project)
    {
        var line = Repository.Read($"src/{project}/README.md").Split('\n')
            .First(text => text.StartsWith("References: ", StringComparison.Ordinal))["References: ".Length..].TrimEnd('.');
        if (!line.StartsWith("all ", StringComparison.Ordinal))
        {
            var named = line == "nothing" ? []
                : line.Split(", ").Select(name => name.StartsWith("Octavo", StringComparison.Ordinal) ? name : $"Octavo.{name}");
            Assert.Equal(References($"src/{project}/{project}.csproj").Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Versions that are fixed before their first use.</summary>
    private static readonly string[] ReservedPackages = ["CsvHelper", "FsCheck", "Iced"];

    private static IEnumerable<string> ProjectFiles(string folder) =>
        Repository.Files.Where(file =>
            file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal));

    private static XDocument Load(string file) => XDocument.Load(Path.Combine(Repository.Root, file));

    private static IEnumerable<string> ReferencedPaths(string file) =>
        Load(file).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));

    private static IEnumerable<string> References(string file) =>
        ReferencedPaths(file).Select(path => Path.GetFileNameWithoutExtension(path));

    private static IEnumerable<string> Below(string project) => House[project].SelectMany(reference => Below(reference).Prepend(reference));

    /// <summary>Lines such as "| `Octavo.Passes` | ... | Operators |"; the last column may say "nothing" or "all above".</summary>
    private static Dictionary<string, string[]> HouseTable()
    {
        var house = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var cells in Repository.Read("docs/architecture.md").Split('\n')
            .Where(line => line.StartsWith("| `Octavo", StringComparison.Ordinal)).Select(line => line.Split('|')))
        {
            var references = cells[^2].Trim();
            house[cells[1].Trim(' ', '`')] = references switch
            {
                "nothing" => [],
                "all above" => [.. house.Keys],
                "Octavo" => ["Octavo"],
                _ => [.. references.Split(", ").Select(name => $"Octavo.{name}")],
            };
        }

        return house;
    }
}
