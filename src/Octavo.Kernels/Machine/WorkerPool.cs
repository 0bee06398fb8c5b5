namespace Octavo.Kernels;

/// <summary>
/// Threads that wait for work: the caller and <see cref="ThreadCount"/> - 1 others, which spin briefly after each job and then sleep. A job
/// that comes while another one runs (from another thread, or from inside a task) runs on its caller alone. The threads of a pool that
/// nobody holds any more end when it is collected.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly WorkerCrew crew;
    private int stopped;

    /// <param name="threadCount">Threads including the caller, at least 1.</param>
    /// <param name="interruption">
    /// Looked at before each task: where an end is asked for, the job ends with <see cref="OperationCanceledException"/>.
    /// </param>
    public WorkerPool(int threadCount, Interruption? interruption = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threadCount, 1);
        ThreadCount = threadCount;
        crew = new WorkerCrew(threadCount, interruption);
    }

    ~WorkerPool() => Stop();

    /// <summary>A pool of the calling thread alone; it needs no disposing.</summary>
    public static WorkerPool Single { get; } = new(1);

    public int ThreadCount { get; }

    /// <summary>Runs all tasks and returns when the last one is done. Allocates nothing.</summary>
    /// <param name="taskCount">At least 0.</param>
    /// <param name="work">Stays where it is during the call and is shared by all threads.</param>
    /// <exception cref="Exception">The first exception that a task threw; tasks that had not begun are dropped then.</exception>
    public void Run<TWork>(int taskCount, ref TWork work)
        where TWork : struct, IParallelWork
    {
        crew.Run(taskCount, ref work);
        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        if (Stop())
        {
            crew.Join();
        }

        GC.SuppressFinalize(this);
    }

    private bool Stop()
    {
        // A constructor that threw leaves no crew.
        var isFirst = crew is not null && Interlocked.Exchange(ref stopped, 1) == 0;
        if (isFirst)
        {
            crew!.Stop();
        }

        return isFirst;
    }
}
