namespace Octavo.TensorFlow;

/// <summary>
/// Bounds what importers write out element by element, since its length follows from shapes and numbers that a file merely claims.
/// </summary>
internal static class ListedElements
{
    /// <summary>64 MiB of int32.</summary>
    private const long Most = 1 << 24;

    /// <param name="count">Elements of the constant; negative where the number is beyond 64 bits.</param>
    /// <param name="what">What they are: "places of elements".</param>
    /// <returns>The same number.</returns>
    /// <exception cref="OctavoException">Unsupported: there are too many.</exception>
    public static int Require(ImportContext context, long count, string what) => count is >= 0 and <= Most
        ? (int)count
        : throw context.Unsupported($"{count} {what} would have to be written out, at most {Most} are", "Use smaller sizes.");
}
