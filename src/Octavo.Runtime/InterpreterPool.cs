using System.Collections.Concurrent;

namespace Octavo;

/// <summary>
/// Interpreters of one model for many callers, as in a server: at most <see cref="Size"/> run at the same time, the other callers wait.
/// Every caller gets its interpreter with fresh states; shapes may be those of the caller before, so set inputs with their shapes where
/// they differ. Safe for many threads.
/// </summary>
public sealed class InterpreterPool : IDisposable
{
    private readonly SharedModel model;
    private readonly InterpreterOptions options;
    private readonly ConcurrentStack<Interpreter> idle = new();
    private readonly SemaphoreSlim free;
    private readonly CancellationTokenSource closing = new();
    private int isClosed;

    /// <param name="model">May be disposed before the pool.</param>
    /// <param name="size">Interpreters at most, which are made when they are first needed; null for one a processor.</param>
    /// <exception cref="OctavoException">The size is not positive, or an option is out of range (kind Usage).</exception>
    public InterpreterPool(SharedModel model, int? size = null, InterpreterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Size = size ?? Environment.ProcessorCount;
        if (Size < 1)
        {
            throw new OctavoException(ErrorKind.Usage, "the number of interpreters is out of range", nameof(InterpreterPool), "at least 1",
                $"{Size}");
        }

        this.options = options ?? new InterpreterOptions();
        this.model = model;
        free = new SemaphoreSlim(Size, Size);
        model.AddUser();
        try
        {
            // An option that no interpreter takes is said now, not to the first caller.
            idle.Push(model.CreateInterpreter(this.options));
        }
        catch
        {
            model.RemoveUser();
            throw;
        }
    }

    /// <summary>Interpreters that may run at the same time.</summary>
    public int Size { get; }

    /// <summary>Opens a file for a pool of its own.</summary>
    /// <exception cref="OctavoException">
    /// The file cannot be read, is no model, or has nodes that cannot be run; or an option is out of range.
    /// </exception>
    public static InterpreterPool Open(string path, int? size = null, InterpreterOptions? options = null)
    {
        using var model = SharedModel.Open(path);
        return new InterpreterPool(model, size, options);
    }

    /// <summary>Does some work with an interpreter, on a thread of the thread pool, as soon as one is free.</summary>
    /// <param name="work">Sets inputs, invokes, and copies what it needs out of the outputs: spans are not to be used later.</param>
    /// <param name="cancellationToken">Ends the waiting, and an invocation of the work that is under way.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public async Task<TResult> RunAsync<TResult>(Func<Interpreter, TResult> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var rented = await RentAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => work(rented.Interpreter), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="RunAsync{TResult}"/>
    public Task RunAsync(Action<Interpreter> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return RunAsync<object?>(
            interpreter =>
            {
                work(interpreter);
                return null;
            },
            cancellationToken);
    }

    /// <summary>Waits until an interpreter is free and lends it out; dispose what comes back to give it back.</summary>
    /// <param name="cancellationToken">Ends the waiting, and every invocation of the interpreter while it is lent.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public PooledInterpreter Rent(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        try
        {
            free.Wait(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            RequireOpen();
            throw;
        }

        return Lend(cancellationToken);
    }

    /// <inheritdoc cref="Rent"/>
    public async ValueTask<PooledInterpreter> RentAsync(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        try
        {
            await free.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            RequireOpen();
            throw;
        }

        return Lend(cancellationToken);
    }

    /// <summary>
    /// Frees the interpreters that are idle; those that are lent are freed when they come back. Who waits for one gets
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isClosed, 1) == 0)
        {
            closing.Cancel();
            FreeIdle();
            model.RemoveUser();
        }
    }

    internal void TakeBack(Interpreter interpreter)
    {
        interpreter.SetOuterToken(CancellationToken.None);
        if (!interpreter.IsDisposed)
        {
            idle.Push(interpreter);
        }

        if (Volatile.Read(ref isClosed) != 0)
        {
            FreeIdle();
        }

        free.Release();
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(Volatile.Read(ref isClosed) != 0, this);

    private PooledInterpreter Lend(CancellationToken cancellationToken)
    {
        try
        {
            RequireOpen();
            var interpreter = idle.TryPop(out var waiting) ? waiting : model.CreateInterpreter(options);
            interpreter.ResetVariables();
            interpreter.SetOuterToken(cancellationToken);
            return new PooledInterpreter(this, interpreter);
        }
        catch
        {
            free.Release();
            throw;
        }
    }

    private void FreeIdle()
    {
        while (idle.TryPop(out var interpreter))
        {
            interpreter.Dispose();
        }
    }
}
