using Octavo.Kernels;

namespace Octavo.Runtime;

/// <summary>Says in Octavo's own words that memory was asked for that is not there.</summary>
internal static class MemoryErrors
{
    /// <param name="where">Model, graph or node.</param>
    public static OctavoException Describe(OutOfMemoryException error, string where) => error is MemoryLimitException limit
        ? Exceeds(limit.RequestedBytes, limit.HeldBytes, limit.Limit, where, error)
        : new OctavoException(ErrorKind.OutOfMemory, "there is not enough memory", where, found: error.Message, hint: Hint, inner: error);

    /// <param name="requestedBytes">What was asked for.</param>
    /// <param name="heldBytes">What was held already.</param>
    /// <param name="limit">What may be held.</param>
    public static OctavoException Exceeds(long requestedBytes, long heldBytes, long limit, string where, Exception? inner = null) => new(
        ErrorKind.OutOfMemory, $"{requestedBytes} bytes of memory are asked for", where,
        $"at most {Math.Max(0, limit - heldBytes)} bytes, of {limit} that the model may use",
        $"{requestedBytes} bytes", Hint, inner);

    private const string Hint =
        "Check the shapes of the model's inputs, or allow more memory (InterpreterOptions.MemoryLimit, --memory-limit).";
}
