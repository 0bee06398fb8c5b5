namespace Octavo.Tensors;

/// <summary>
/// Watches over a long piece of work of one thread: what does it says how far it is (<see cref="Observe"/>), which tells who asked and ends
/// the work where it is cancelled. Without a watch saying so costs nothing.
/// </summary>
internal sealed class WorkWatch : IDisposable
{
    [ThreadStatic]
    private static WorkWatch? current;

    private readonly WorkWatch? former;
    private readonly IProgress<ConversionProgress>? progress;
    private readonly CancellationToken cancellation;

    private WorkWatch(IProgress<ConversionProgress>? progress, CancellationToken cancellation)
    {
        this.progress = progress;
        this.cancellation = cancellation;
        former = current;
        current = this;
    }

    /// <summary>Begins to watch what the calling thread does, until what this gives is disposed.</summary>
    public static WorkWatch Begin(IProgress<ConversionProgress>? progress, CancellationToken cancellation) => new(progress, cancellation);

    /// <summary>Says that a piece of the work is about to begin.</summary>
    /// <param name="done">How many pieces of the stage are done.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static void Observe(string stage, long done, long? total = null)
    {
        if (current is { } watch)
        {
            watch.cancellation.ThrowIfCancellationRequested();
            watch.progress?.Report(new ConversionProgress(stage, done, total));
        }
    }

    public void Dispose() => current = former;
}
