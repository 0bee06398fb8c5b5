namespace Octavo.Kernels;

/// <summary>A request that a run end early, which any thread may make; who runs looks at it between pieces of work.</summary>
internal sealed class Interruption
{
    private volatile int reason;

    public InterruptionReason Reason => (InterruptionReason)reason;

    public bool IsRequested => reason != 0;

    /// <summary>The first reason stays.</summary>
    public void Request(InterruptionReason why) => Interlocked.CompareExchange(ref reason, (int)why, 0);

    public void Clear() => reason = 0;

    /// <exception cref="OperationCanceledException">An end was asked for.</exception>
    public void ThrowIfRequested()
    {
        if (reason != 0)
        {
            throw new OperationCanceledException();
        }
    }
}
