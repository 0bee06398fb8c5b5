using System.Text.RegularExpressions;
using Octavo.DocsGenerator;

namespace Octavo.Architecture;

/// <summary>Files are named by the type they hold, and no name says nothing.</summary>
public sealed partial class NamingTests
{
    private static readonly HashSet<string> EmptyWords = new(
        ["Common", "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Manager", "Managers", "Base", "Misc", "Info", "Data"],
        StringComparer.Ordinal);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Words { get; }

    [Fact]
    public void No_type_has_a_word_that_says_nothing() => Exceptions.Check(
        Repository.Sources.SelectMany(source =>
            source.Declarations.Where(declaration => declaration.Kind == DeclarationKind.Type && HasEmptyWord(declaration.Name))
            .Select(declaration => ($"{source.Path}: {declaration.Name}", $"{source.Path}({declaration.FirstLine}): {declaration.Name}"))),
        Exceptions.Names,
        "name a type by what it is");

    [Fact]
    public void No_folder_has_a_word_that_says_nothing() => Exceptions.Check(
        Repository.Files.Where(file =>
            !file.StartsWith("tests/", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => file.Split('/')[..^1]).Distinct(StringComparer.Ordinal).Where(HasEmptyWord)
                .Select(folder => (folder, folder)),
        new Dictionary<string, string>(),
        "name a folder by what it holds");

    [Fact]
    public void A_file_holds_the_one_type_that_it_is_named_by() => Exceptions.Check(
        Repository.Sources.Where(source => source.Name is not ("Program" or "GlobalUsings" or "AssemblyInfo"))
        .SelectMany(FileNameViolations),
        Exceptions.FileNames,
        "one top-level type a file, named Type.cs or Type.Facet.cs");

    [Fact]
    public void Namespaces_are_flat_and_file_scoped() => Exceptions.Check(
        Repository.Sources.Where(source => source.Path.StartsWith("src/", StringComparison.Ordinal) && source.Name != "Program")
            .Where(source => !HasNamespace(source, source.Path.Split('/')[1]))
            .Select(source => (source.Path, $"{source.Path}: its namespace is to be '{source.Path.Split('/')[1]};'")),
        Exceptions.Namespaces,
        "a type lives in the namespace of its project");

    [Fact]
    public void Types_of_lower_projects_that_users_meet_live_in_the_root_namespace() => Assert.All(
        Exceptions.Namespaces.Keys,
        path => Assert.True(HasNamespace(Assert.Single(Repository.Sources, source => source.Path == path), "Octavo"), path));

    [Fact]
    public void A_program_names_all_of_the_library_by_one_using_but_the_tensor() => Assert.Equal(
        "Octavo.Tensors.Tensor",
        string.Join(", ", PublicApiPage.Packages[0].Types.Where(type => type.Namespace != "Octavo").Select(type => type.FullName)));

    private static bool HasNamespace(SourceFile source, string name) =>
        source.Text.Contains($"\nnamespace {name};\n", StringComparison.Ordinal)
        || source.Text.StartsWith($"namespace {name};\n", StringComparison.Ordinal);

    private static IEnumerable<(string Key, string Message)> FileNameViolations(SourceFile source)
    {
        var names = source.TopLevelTypes.Select(type => type.Name).ToList();
        var expected = source.Name.Split('.')[0];
        if (names.Count != 1 || names[0] != expected)
        {
            yield return (source.Path, $"{source.Path}: holds {(names.Count == 0 ? "no type" : string.Join(", ", names))}");
        }
    }

    private static bool HasEmptyWord(string name) => Words.Matches(name).Any(word => EmptyWords.Contains(word.Value));
}
