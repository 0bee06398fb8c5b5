namespace Octavo.Kernels.Tests;

public sealed unsafe class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_task_runs_once_however_many_jobs_follow_each_other(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var job = 0; job < 500; job++)
        {
            var counts = new int[job % 37];
            var work = new Counting(counts, threads);
            pool.Run(counts.Length, ref work);
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Workers_that_went_to_sleep_wake_up()
    {
        using var pool = new WorkerPool(3);
        for (var round = 0; round < 3; round++)
        {
            Thread.Sleep(30);
            var work = new Meeting(new Barrier(3));
            pool.Run(3, ref work);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_reaches_the_caller_and_the_pool_lives_on(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var i = 0; i < 20; i++)
        {
            var failing = default(Failing);
            var thrown = Assert.Throws<InvalidOperationException>(() => pool.Run(8, ref failing));
            Assert.Equal("task 5", thrown.Message);
        }

        var counts = new int[16];
        var work = new Counting(counts, threads);
        pool.Run(counts.Length, ref work);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_job_inside_a_job_runs_on_its_own_thread()
    {
        using var pool = new WorkerPool(2);
        var counts = new int[4];
        var work = new Nested(pool, counts);
        pool.Run(4, ref work);
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Running_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        var work = default(Idle);
        pool.Run(64, ref work);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            pool.Run(64, ref work);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Aligned_memory_is_zero_aligned_and_counted()
    {
        var memory = new AlignedMemory(1000);
        Assert.Equal(0, (nint)memory.Pointer % AlignedMemory.Alignment);
        Assert.Equal(-1, new Span<byte>(memory.Pointer, 1000).IndexOfAnyExcept((byte)0));
        Assert.True(AlignedMemory.AllocatedBytes >= 1000);
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (nint)memory.Pointer);
    }

    private readonly struct Counting(int[] counts, int threads) : IParallelWork
    {
        public void Run(int task, int worker)
        {
            Assert.InRange(worker, 0, threads - 1);
            Interlocked.Increment(ref counts[task]);
        }
    }

    private readonly struct Idle : IParallelWork
    {
        public void Run(int task, int worker) => Thread.SpinWait(1);
    }

    private readonly struct Meeting(Barrier barrier) : IParallelWork
    {
        public void Run(int task, int worker) => Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(20)));
    }

    private readonly struct Failing : IParallelWork
    {
        public void Run(int task, int worker)
        {
            if (task == 5)
            {
                throw new InvalidOperationException("task 5");
            }
        }
    }

    private readonly struct Nested(WorkerPool pool, int[] counts) : IParallelWork
    {
        public void Run(int task, int worker)
        {
            var inner = new Counting(counts, 1);
            pool.Run(task == 0 ? counts.Length : 0, ref inner);
        }
    }
}
