namespace Octavo.Architecture;

/// <summary>What a reader can take in at once.</summary>
public sealed class LengthTests
{
    private const int FileLimit = 300;
    private const int KernelFileLimit = 500;
    private const int MethodLimit = 60;

    [Fact]
    public void No_file_is_longer_than_its_limit() => Exceptions.Check(
        Repository.Sources.Where(source => source.LineCount > LimitOf(source)).Select(source => (source.Path, $"{source.Path}: {source.LineCount} lines, at most {LimitOf(source)}")),
        Exceptions.LongFiles,
        "split by facet or by concept");

    [Fact]
    public void No_method_is_longer_than_its_limit() => Exceptions.Check(
        Repository.Sources.SelectMany(source => source.Declarations
            .Where(declaration => declaration.Kind == DeclarationKind.Method && declaration.LineCount > MethodLimit)
            .Select(method => ($"{source.Path}: {method.Name}", $"{source.Path}({method.FirstLine}): {method.Name} has {method.LineCount} lines, at most {MethodLimit}"))),
        Exceptions.LongMethods,
        "make functions of its parts");

    private static int LimitOf(SourceFile source) => source.Path.StartsWith("src/Octavo.Kernels/", StringComparison.Ordinal) ? KernelFileLimit : FileLimit;
}
