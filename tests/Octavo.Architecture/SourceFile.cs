namespace Octavo.Architecture;

/// <summary>One C# file: its text, and what it declares.</summary>
internal sealed class SourceFile
{
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Declarations = DeclarationReader.Read(CodeText.WithoutCommentsAndLiterals(text));
    }

    /// <summary>Relative to the root of the repository.</summary>
    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<Declaration> Declarations { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public IEnumerable<Declaration> TopLevelTypes => Declarations.Where(declaration => declaration is { Kind: DeclarationKind.Type, Depth: 0 });
}
