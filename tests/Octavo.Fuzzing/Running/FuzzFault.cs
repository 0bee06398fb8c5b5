namespace Octavo.Fuzzing;

/// <summary>Something that must not be, found by looking at results: two answers that differ, a file that cannot be read back.</summary>
internal sealed class FuzzFault : Exception
{
    public FuzzFault(string what, Exception? inner = null)
        : base(what, inner)
    {
    }
}
