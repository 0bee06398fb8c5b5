using System.Text.RegularExpressions;

namespace Octavo.Architecture;

/// <summary>What a reader can take in at once.</summary>
public sealed class LengthTests
{
    private const int FileLimit = 300;
    private const int KernelFileLimit = 500;
    private const int MethodLimit = 60;
    private const int LineLimit = 140;

    [Fact]
    public void No_file_is_longer_than_its_limit() => Exceptions.Check(
        Repository.Sources.Where(source => source.LineCount > LimitOf(source))
        .Select(source => (source.Path, $"{source.Path}: {source.LineCount} lines, at most {LimitOf(source)}")),
        Exceptions.LongFiles,
        "split by facet or by concept");

    [Fact]
    public void No_method_is_longer_than_its_limit() => Exceptions.Check(
        Repository.Sources.SelectMany(source => source.Declarations
            .Where(declaration => declaration.Kind == DeclarationKind.Method && declaration.LineCount > MethodLimit)
            .Select(method =>
                ($"{source.Path}: {method.Name}",
                    $"{source.Path}({method.FirstLine}): {method.Name} has {method.LineCount} lines, at most {MethodLimit}"))),
        Exceptions.LongMethods,
        "make functions of its parts");

    [Fact]
    public void No_line_is_longer_than_its_limit() => Exceptions.Check(
        Repository.Sources.SelectMany(source => LongLines(source.Text).Take(1).Select(line => (source.Path, $"{source.Path}({line})"))),
        Exceptions.LongLines,
        $"end lines at {LineLimit} columns");

    /// <summary>Numbers of the lines that are too long; those of raw texts are as long as what they quote.</summary>
    private static IEnumerable<int> LongLines(string text)
    {
        var isQuoted = false;
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var quotes = Regex.Count(line, "\"\"\"");
            if (line.Length > LineLimit && !isQuoted && quotes == 0)
            {
                yield return index + 1;
            }

            isQuoted ^= quotes % 2 != 0;
        }
    }

    private static int LimitOf(SourceFile source) =>
        source.Path.StartsWith("src/Octavo.Kernels/", StringComparison.Ordinal) ? KernelFileLimit : FileLimit;
}
