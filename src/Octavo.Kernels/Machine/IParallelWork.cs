namespace Octavo.Kernels;

/// <summary>Work that falls into numbered tasks which may run in any order and at the same time.</summary>
internal interface IParallelWork
{
    /// <param name="task">0 to the number of tasks - 1, each once.</param>
    /// <param name="worker">
    /// 0 to <see cref="WorkerPool.ThreadCount"/> - 1: the scratch memory that this task may use; no two tasks run under one number at a
    /// time.
    /// </param>
    void Run(int task, int worker);
}
