namespace Octavo;

/// <summary>An interpreter that an <see cref="InterpreterPool"/> lent to one caller.</summary>
public sealed class PooledInterpreter : IDisposable
{
    private readonly InterpreterPool pool;
    private Interpreter? interpreter;

    internal PooledInterpreter(InterpreterPool pool, Interpreter interpreter) => (this.pool, this.interpreter) = (pool, interpreter);

    /// <summary>Not to be kept beyond <see cref="Dispose"/>, nor disposed itself.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public Interpreter Interpreter => interpreter ?? throw new ObjectDisposedException(GetType().FullName);

    /// <summary>Gives the interpreter back to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref interpreter, null) is { } lent)
        {
            pool.TakeBack(lent);
        }
    }
}
