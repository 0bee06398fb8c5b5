namespace Octavo.Architecture;

/// <summary>One C# file: its text, and what it declares.</summary>
internal sealed class SourceFile
{
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Code = CodeText.WithoutCommentsAndLiterals(text);
        Declarations = DeclarationReader.Read(Code);
    }

    /// <summary>Relative to the root of the repository.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>The text with blanks for comments and literals.</summary>
    public string Code { get; }

    public IReadOnlyList<Declaration> Declarations { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    public IEnumerable<Declaration> TopLevelTypes =>
        Declarations.Where(declaration => declaration is { Kind: DeclarationKind.Type, Depth: 0 });
}
