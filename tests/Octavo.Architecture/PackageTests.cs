using System.Xml.Linq;

namespace Octavo.Architecture;

/// <summary>What the library's package lists by hand is what its projects say.</summary>
public sealed class PackageTests
{
    private const string Library = "src/Octavo/Octavo.csproj";

    [Fact]
    public void The_library_depends_on_the_packages_that_its_projects_refer_to()
    {
        var referred = Closure(Library).SelectMany(project => Load(project).Descendants("PackageReference"))
            .Where(reference => reference.Attribute("PrivateAssets")?.Value != "all")
            .Select(reference => reference.Attribute("Include")!.Value).Distinct(StringComparer.Ordinal);
        var listed = Load("src/Octavo/Octavo.nuspec").Descendants("dependency").Select(dependency => dependency.Attribute("id")!.Value);
        Assert.Equal(referred.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_packed_that_has_no_description() => Assert.All(
        Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
        .Where(file => Load(file).Descendants("IsPackable").Any(value => value.Value == "true")),
        file => Assert.True(Load(file).Descendants("Description").Any(), $"{file} is packed without a <Description>"));

    [Fact]
    public void The_version_stands_in_one_place()
    {
        Assert.Single(Load("Directory.Build.props").Descendants("Version"));
        Assert.All(
            Repository.Files.Where(file =>
                file.EndsWith(".csproj", StringComparison.Ordinal)
                || (file.EndsWith(".props", StringComparison.Ordinal) && file != "Directory.Build.props")),
            file => Assert.False(Load(file).Descendants()
                .Any(element => element.Name.LocalName is "Version" or "PackageVersion" && element.Attribute("Include") is null),
                $"{file} names a version"));
    }

    private static HashSet<string> Closure(string project)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([project]);
        while (open.TryDequeue(out var next))
        {
            if (found.Add(next))
            {
                foreach (var name in Load(next).Descendants("ProjectReference")
                    .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))))
                {
                    open.Enqueue($"src/{name}/{name}.csproj");
                }
            }
        }

        return found;
    }

    private static XDocument Load(string file) => XDocument.Parse(Repository.Read(file));
}
