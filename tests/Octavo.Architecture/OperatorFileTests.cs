using System.Text.RegularExpressions;
using Octavo.Operators;

namespace Octavo.Architecture;

/// <summary>
/// What a new operator costs: its file, a line of the catalogue, and importers that map TensorFlow's names. Passes name operators whose
/// formulas they know.
/// </summary>
public sealed class OperatorFileTests
{
    private const string Importers = "src/Octavo.TensorFlow/";

    private static readonly string[] KnowFormulas = ["src/Octavo.Passes/", Importers];

    /// <summary>Two of each kind that no pass has reason to know.</summary>
    [Theory]
    [InlineData(nameof(Elu), "src/Octavo.Operators/Activations/Elu.cs")]
    [InlineData(nameof(Ceil), "src/Octavo.Operators/Elementwise/Mathematics/Ceil.cs")]
    [InlineData(nameof(Atan2), "src/Octavo.Operators/Elementwise/Arithmetic/Atan2.cs")]
    [InlineData(nameof(FloorMod), "src/Octavo.Operators/Elementwise/Arithmetic/FloorMod.cs")]
    public void An_elementwise_operator_is_one_file_and_a_line_of_the_catalogue(string name, string path) => Assert.Equal(
        [path, "src/Octavo.Operators/OperatorCatalog.cs"],
        Naming(name).Where(source => !source.StartsWith(Importers, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void No_operator_is_named_beside_its_own_files_the_catalogue_passes_and_importers() => Assert.Empty(
        from descriptor in OperatorCatalog.All
        let name = descriptor.Type.Name
        where descriptor.Has<IElementwise>()
        from path in Naming(name)
        where Path.GetFileName(path) is not "OperatorCatalog.cs" && !Path.GetFileName(path).StartsWith($"{name}.", StringComparison.Ordinal)
            && !KnowFormulas.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))
        select $"{path} names {name}: make what it says a facet");

    /// <summary>Source files that name a type of this name, and not a method or property.</summary>
    private static IEnumerable<string> Naming(string name)
    {
        var use = new Regex($@"(?:\b(?:new|is|or|as|not|case|record)\s+|\btypeof\(|<){name}\b(?!\s*\.)");
        return Repository.Sources.Where(source => source.Path.StartsWith("src/", StringComparison.Ordinal) && use.IsMatch(source.Code))
            .Select(source => source.Path);
    }
}
