using Octavo.Tensors;

namespace Octavo.Runtime.Tests;

public sealed class InterpreterPoolTests
{
    [Fact]
    public async Task Many_callers_get_their_own_answers_from_few_interpreters()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(1)));
        using var pool = new InterpreterPool(model, 2);
        var running = 0;
        var most = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => pool.RunAsync(interpreter =>
        {
            InterlockedMaximum(ref most, Interlocked.Increment(ref running));
            interpreter.SetInput<float>("x", [number]);
            interpreter.Invoke();
            Interlocked.Decrement(ref running);
            return interpreter.GetOutput<float>("y")[0];
        })));
        Assert.Equal(Enumerable.Range(0, 100).Select(number => 2f * number), answers);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Every_caller_starts_from_fresh_states()
    {
        using var model = new SharedModel(StateModel.Of("state"));
        using var pool = new InterpreterPool(model, 1);
        Assert.Equal((1f, 1.5f), await pool.RunAsync(interpreter => (StateModel.Next(interpreter), StateModel.Next(interpreter))));
        Assert.Equal(1f, await pool.RunAsync(StateModel.Next));
    }

    [Fact]
    public async Task Waiting_for_an_interpreter_can_be_cancelled_and_takes_no_place()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(1)));
        using var pool = new InterpreterPool(model, 1);
        using (pool.Rent())
        {
            using var cancelling = new CancellationTokenSource(20);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                pool.RunAsync(interpreter => interpreter.Invoke(), cancelling.Token));
        }

        await pool.RunAsync(interpreter => interpreter.Invoke());
    }

    [Fact]
    public async Task Cancelling_ends_the_invocation_of_the_work()
    {
        using var model = new SharedModel(EndlessModel.Of());
        using var pool = new InterpreterPool(model, 1);
        using var cancelling = new CancellationTokenSource(50);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.RunAsync(interpreter => interpreter.Invoke(), cancelling.Token));
        using var rented = await pool.RentAsync();
        Assert.Equal(new Shape(1), rented.Interpreter.Input(0).Shape);
    }

    [Fact]
    public async Task A_disposed_pool_lends_nothing_and_lent_interpreters_live_until_they_come_back()
    {
        var model = new SharedModel(DoublingModel.Of(new Shape(1)));
        var pool = new InterpreterPool(model, 1);
        model.Dispose();
        var rented = await pool.RentAsync();
        var waiting = pool.RentAsync().AsTask();
        pool.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Throws<ObjectDisposedException>(() => pool.Rent());
        var interpreter = rented.Interpreter;
        interpreter.SetInput<float>(0, [4f]);
        interpreter.Invoke();
        Assert.Equal([8f], interpreter.GetOutput<float>(0));
        rented.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rented.Interpreter);
        Assert.Throws<ObjectDisposedException>(interpreter.Invoke);
        Assert.Throws<ObjectDisposedException>(() => model.CreateInterpreter());
    }

    [Fact]
    public void Options_that_no_interpreter_takes_are_refused_when_the_pool_is_made()
    {
        using var model = new SharedModel(DoublingModel.Of(new Shape(1)));
        Assert.Equal(ErrorKind.Usage, Assert.Throws<OctavoException>(() => new InterpreterPool(model, 0)).Kind);
        Assert.Equal(ErrorKind.Usage,
            Assert.Throws<OctavoException>(() => new InterpreterPool(model, 1, new InterpreterOptions { Signature = "none" })).Kind);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.CreateInterpreter());
    }

    private static void InterlockedMaximum(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
