namespace Octavo;

/// <summary>
/// The one exception of Octavo for what the user gave: a kind (which fixes the exit code), what is wrong, where, what was expected,
/// what was found and what to do. Every part is text for a person; none repeats another.
/// </summary>
public sealed class OctavoException : Exception
{
    public OctavoException(
        ErrorKind kind, string what, string? where = null, string? expected = null, string? found = null, string? hint = null, Exception? inner = null)
        : base(Describe(what, where, expected, found, hint), inner)
    {
        Kind = kind;
        What = what;
        Where = where;
        Expected = expected;
        Found = found;
        Hint = hint;
    }

    public ErrorKind Kind { get; }

    public string What { get; }

    /// <summary>File, node, tensor and offset, as far as they are known.</summary>
    public string? Where { get; }

    public string? Expected { get; }

    public string? Found { get; }

    /// <summary>What the user can do next.</summary>
    public string? Hint { get; }

    public int ExitCode => (int)Kind / 100;

    private static string Describe(string what, string? where, string? expected, string? found, string? hint)
    {
        var text = where is null ? Sentence(what) : $"{where}: {Sentence(what)}";
        if (expected is not null)
        {
            text += $" Expected: {Sentence(expected)}";
        }

        if (found is not null)
        {
            text += $" Found: {Sentence(found)}";
        }

        return hint is null ? text : $"{text} {hint}";
    }

    private static string Sentence(string text) => text.Length != 0 && text[^1] is '.' or '?' or '!' or ':' ? text : $"{text}.";
}
