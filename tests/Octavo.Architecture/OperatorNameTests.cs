using System.Text.RegularExpressions;
using Octavo.Operators;

namespace Octavo.Architecture;

/// <summary>What depends on an operator is a facet of it, so that nothing else has to know operators by name.</summary>
public sealed class OperatorNameTests
{
    /// <summary>Where operators are defined, imported and rewritten; tests and tools may name what they like.</summary>
    private static readonly string[] Knowing = ["src/Octavo.Operators/", "src/Octavo.Passes/", "src/Octavo.TensorFlow/"];

    /// <summary>What quantization puts between others.</summary>
    private static readonly string[] Inserted = [nameof(Dequantize), nameof(Quantize)];

    private static readonly Regex Use = new(
        $@"(?:\b(?:is|is not|or|new|as|case)\s+|\btypeof\(|\bOfType<)(?<name>{string.Join('|', OperatorCatalog.All.Select(descriptor => descriptor.Type).Concat(OperatorCatalog.RunTimeOnly).Select(type => type.Name))})\b(?!\s*[.<])");

    [Fact]
    public void Only_importers_passes_and_operators_name_operators() => Exceptions.Check(
        Repository.Sources.Where(source =>
            source.Path.StartsWith("src/", StringComparison.Ordinal)
            && source.Code.Contains("using Octavo.Operators;", StringComparison.Ordinal)
            && !Knowing.Any(folder => source.Path.StartsWith(folder, StringComparison.Ordinal)))
            .SelectMany(source => Use.Matches(source.Code).Select(match => match.Groups["name"].Value).Distinct()
                .Where(name => !(Inserted.Contains(name) && source.Path.StartsWith("src/Octavo.Quantization/", StringComparison.Ordinal)))
                .Select(name => ($"{source.Path}: {name}", $"{source.Path} names {name}"))),
        Exceptions.NamedOperators,
        "make it a facet, or a pass");
}
