namespace Octavo.FlatBuffers;

/// <summary>
/// A FlatBuffer that is damaged, exceeds a limit, or cannot be written: what is wrong, at which byte, what was expected and found.
/// </summary>
internal sealed class FlatBufferException : Exception
{
    public FlatBufferException(string what, long? offset = null, string? expected = null, string? found = null)
        : base(Describe(what, offset, expected, found))
    {
        What = what;
        Offset = offset;
        Expected = expected;
        Found = found;
    }

    public string What { get; }

    /// <summary>Byte position from the start of the FlatBuffer; null where no position is to blame.</summary>
    public long? Offset { get; }

    public string? Expected { get; }

    public string? Found { get; }

    private static string Describe(string what, long? offset, string? expected, string? found)
    {
        var text = offset is null ? what : $"byte {offset}: {what}";
        text += expected is null ? "." : $". Expected: {expected}.";
        return found is null ? text : $"{text} Found: {found}.";
    }
}
