using System.Diagnostics;
using System.Runtime.CompilerServices;
using Octavo.Kernels;

namespace Octavo.Runtime.Tests;

/// <summary>What nobody disposes is freed when it is collected.</summary>
public sealed class ForgottenInterpreterTests
{
    [Fact]
    public void Threads_and_memory_of_interpreters_that_nobody_holds_go()
    {
        var threads = ThreadCount();
        var budgets = Forget(40);
        for (var round = 0; round < 200 && (ThreadCount() > threads + 20 || budgets.Any(budget => budget.HeldBytes != 0)); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        }

        Assert.All(budgets, budget => Assert.Equal(0, budget.HeldBytes));
        Assert.True(ThreadCount() <= threads + 20, $"{ThreadCount()} threads, {threads} before");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MemoryBudget[] Forget(int count)
    {
        var budgets = new List<MemoryBudget>();
        for (var number = 0; number < count; number++)
        {
            var model = new SharedModel(DoublingModel.Of(new Shape(10_000)));
            var interpreter = model.CreateInterpreter(new InterpreterOptions { Threads = 2 });
            interpreter.Invoke();
            budgets.Add(interpreter.Budget);
            Assert.True(interpreter.HeldBytes > 40_000);
        }

        return [.. budgets];
    }

    private static int ThreadCount()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
