using Octavo.Graphs;
using Octavo.Operators;
using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

/// <summary>One interpreter and several threads, and what lives how long.</summary>
public sealed class ExclusiveUseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Calls => ["invoke", "resize", "span", "set", "get", "reset"];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_second_thread_is_refused_at_once_and_the_first_goes_on(string call)
    {
        using var model = new SharedModel(EndlessModel.Of());
        using var interpreter = model.CreateInterpreter();
        using var cancelling = new CancellationTokenSource();
        var running = await Begin(interpreter, cancelling.Token);
        var error = Assert.Throws<OctavoException>(() => Call(interpreter, call));
        Assert.Equal(ErrorKind.TryAgain, error.Kind);
        Assert.Contains("another thread", error.Message, StringComparison.Ordinal);
        Assert.False(running.IsCompleted);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
        interpreter.ResizeInput(0, new Shape(1));
    }

    [Fact]
    public async Task Disposing_ends_an_invocation_of_another_thread_and_waits_for_it()
    {
        using var model = new SharedModel(EndlessModel.Of());
        var interpreter = model.CreateInterpreter();
        var running = await Begin(interpreter, CancellationToken.None);
        interpreter.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => running.WaitAsync(Patience));
        Assert.Throws<ObjectDisposedException>(interpreter.Invoke);
        Assert.Throws<ObjectDisposedException>(() => interpreter.InputSpan<float>(0));
        interpreter.Dispose();
    }

    [Fact]
    public void A_model_lives_as_long_as_the_last_of_its_interpreters()
    {
        var model = new SharedModel(DoublingModel.Of(new Shape(2)));
        using var interpreter = model.CreateInterpreter();
        model.Dispose();
        model.Dispose();
        interpreter.SetInput<float>(0, [1f, 2f]);
        interpreter.Invoke();
        Assert.Equal([2f, 4f], interpreter.GetOutput<float>(0));
        using (var other = model.CreateInterpreter())
        {
            other.Invoke();
        }

        interpreter.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.CreateInterpreter());
    }

    [Fact]
    public void Interpreters_of_one_model_run_side_by_side_and_give_the_same_bits()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(2)));
        Parallel.For(0, 8, number =>
        {
            using var interpreter = model.CreateInterpreter(new InterpreterOptions { Threads = 2 });
            for (var round = 0; round < 50; round++)
            {
                interpreter.SetInput<float>(0, [number, round]);
                interpreter.Invoke();
                Assert.Equal([2f * number, 2f * round], interpreter.GetOutput<float>(0));
            }
        });
    }

    private static void Call(Interpreter interpreter, string call)
    {
        switch (call)
        {
            case "invoke":
                interpreter.Invoke();
                break;
            case "resize":
                interpreter.ResizeInput(0, new Shape(1));
                break;
            case "span":
                interpreter.InputSpan<float>(0);
                break;
            case "set":
                interpreter.SetInput(0, Tensor.From(new Shape(1), 1f));
                break;
            case "get":
                interpreter.GetOutput(0);
                break;
            default:
                interpreter.ResetVariables();
                break;
        }
    }

    /// <summary>An invocation that is under way on another thread.</summary>
    private static async Task<Task> Begin(Interpreter interpreter, CancellationToken token)
    {
        Task Start() =>
            Task.Factory.StartNew(() => interpreter.Invoke(token), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        var running = Start();
        while (true)
        {
            await Task.Delay(1, CancellationToken.None);
            try
            {
                _ = interpreter.ArenaSizeInBytes;
            }
            catch (OctavoException error) when (error.Kind == ErrorKind.TryAgain)
            {
                return running;
            }

            // It may have been refused itself, while the line above was looking.
            running = running.IsFaulted ? Start() : running;
        }
    }
}
