using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Octavo.Kernels;

/// <summary>
/// The threads of a <see cref="WorkerPool"/> and what they share: nothing here refers to the pool, so that one which nobody holds any more
/// can be finalized and end them.
/// </summary>
internal sealed unsafe class WorkerCrew
{
    /// <summary>Rounds of <see cref="Thread.SpinWait"/> before a worker sleeps: some tens of microseconds.</summary>
    private const int SpinRounds = 400;

    private readonly Thread[] threads;
    private readonly SemaphoreSlim[] wakeUps;
    private readonly int[] asleep;
    private int busy;
    private int generation;
    private volatile bool stopping;

    // Bit 0: the job accepts workers; the bits above count the workers inside it.
    private int gate;
    private delegate*<void*, int, int, void> entry;
    private void* work;
    private int taskCount;
    private int nextTask;
    private ExceptionDispatchInfo? failure;
    private readonly Interruption? interruption;

    /// <param name="threadCount">Threads including the caller, at least 1.</param>
    public WorkerCrew(int threadCount, Interruption? interruption)
    {
        this.interruption = interruption;
        threads = new Thread[threadCount - 1];
        wakeUps = new SemaphoreSlim[threadCount - 1];
        asleep = new int[threadCount - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var worker = i + 1;
            wakeUps[i] = new SemaphoreSlim(0);
            threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"Octavo worker {worker}" };
            threads[i].Start();
        }
    }

    /// <inheritdoc cref="WorkerPool.Run"/>
    public void Run<TWork>(int taskCount, ref TWork work)
        where TWork : struct, IParallelWork
    {
        if (taskCount <= 1 || threads.Length == 0 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (var task = 0; task < taskCount; task++)
            {
                interruption?.ThrowIfRequested();
                work.Run(task, 0);
            }

            return;
        }

        // The work may live in an object: a copy on this stack doesn't move.
        var own = work;
        try
        {
            RunShared(taskCount, Unsafe.AsPointer(ref own), &Invoke<TWork>);
        }
        finally
        {
            work = own;
            Volatile.Write(ref busy, 0);
        }
    }

    /// <summary>Lets the threads end, as soon as they have nothing to do. Once only.</summary>
    public void Stop()
    {
        stopping = true;
        Interlocked.Increment(ref generation);
        for (var i = 0; i < threads.Length; i++)
        {
            Wake(i);
        }
    }

    /// <summary>Waits until the threads have ended.</summary>
    public void Join()
    {
        for (var i = 0; i < threads.Length; i++)
        {
            threads[i].Join();
            wakeUps[i].Dispose();
        }
    }

    private static void Invoke<TWork>(void* work, int task, int worker)
        where TWork : struct, IParallelWork => Unsafe.AsRef<TWork>(work).Run(task, worker);

    private void RunShared(int count, void* shared, delegate*<void*, int, int, void> invoke)
    {
        entry = invoke;
        work = shared;
        taskCount = count;
        nextTask = 0;
        failure = null;
        Volatile.Write(ref gate, 1);
        Interlocked.Increment(ref generation);
        for (var i = 0; i < Math.Min(threads.Length, count - 1); i++)
        {
            Wake(i);
        }

        TakeTasks(0);
        Interlocked.And(ref gate, ~1);
        var spinner = default(SpinWait);
        while (Volatile.Read(ref gate) != 0)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        failure?.Throw();
    }

    private void Wake(int index)
    {
        if (Interlocked.Exchange(ref asleep[index], 0) == 1)
        {
            wakeUps[index].Release();
        }
    }

    private void TakeTasks(int worker)
    {
        try
        {
            for (var task = Interlocked.Increment(ref nextTask) - 1; task < taskCount; task = Interlocked.Increment(ref nextTask) - 1)
            {
                interruption?.ThrowIfRequested();
                entry(work, task, worker);
            }
        }
#pragma warning disable CA1031 // Whatever a task throws is thrown again by the thread that waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
            Volatile.Write(ref nextTask, taskCount);
        }
    }

    private void Serve(int worker)
    {
        var seen = 0;
        while (true)
        {
            seen = WaitForJob(worker - 1, seen);
            if (stopping)
            {
                return;
            }

            var state = Volatile.Read(ref gate);
            while ((state & 1) != 0)
            {
                var found = Interlocked.CompareExchange(ref gate, state + 2, state);
                if (found == state)
                {
                    TakeTasks(worker);
                    Interlocked.Add(ref gate, -2);
                    break;
                }

                state = found;
            }
        }
    }

    private int WaitForJob(int index, int seen)
    {
        for (var round = 0; round < SpinRounds; round++)
        {
            if (Volatile.Read(ref generation) != seen)
            {
                return Volatile.Read(ref generation);
            }

            Thread.SpinWait(4);
        }

        Interlocked.Exchange(ref asleep[index], 1);
        if (Volatile.Read(ref generation) == seen || Interlocked.Exchange(ref asleep[index], 0) == 0)
        {
            wakeUps[index].Wait();
        }

        return Volatile.Read(ref generation);
    }
}
