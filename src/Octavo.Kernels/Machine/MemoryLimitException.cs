namespace Octavo.Kernels;

/// <summary>Native memory that was asked for was not given: the budget or the system has no more of it.</summary>
/// <param name="requestedBytes">What was asked for.</param>
/// <param name="heldBytes">What was held already.</param>
/// <param name="limit">What may be held.</param>
internal sealed class MemoryLimitException(long requestedBytes, long heldBytes, long limit)
    : OutOfMemoryException($"{requestedBytes} bytes were asked for; {heldBytes} of {limit} are in use.")
{
    public long RequestedBytes => requestedBytes;

    public long HeldBytes => heldBytes;

    public long Limit => limit;
}
