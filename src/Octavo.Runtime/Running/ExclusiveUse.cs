namespace Octavo.Runtime;

/// <summary>Lets one thread at a time in. A thread that is in may come in again.</summary>
internal sealed class ExclusiveUse
{
    private int owner;

    /// <exception cref="OctavoException">Another thread is in (kind TryAgain).</exception>
    public Scope Enter()
    {
        var own = Environment.CurrentManagedThreadId;
        var found = Interlocked.CompareExchange(ref owner, own, 0);
        return found == 0 ? new Scope(this) : found == own ? default : throw new OctavoException(
            ErrorKind.TryAgain, "the interpreter is in use by another thread", found: $"thread {own} while thread {found} uses it",
            hint: "An interpreter serves one thread at a time: open the model with SharedModel.Open and give each thread one of its "
                + "interpreters, or use an InterpreterPool.");
    }

    /// <summary>Waits until the other thread is out.</summary>
    /// <param name="asking">Called again and again while it is not.</param>
    public Scope Wait(Action asking)
    {
        var own = Environment.CurrentManagedThreadId;
        var spinner = default(SpinWait);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref owner, own, 0);
            if (found == 0 || found == own)
            {
                return found == 0 ? new Scope(this) : default;
            }

            asking();
            spinner.SpinOnce();
        }
    }

    /// <summary>Ends with <see cref="Dispose"/>.</summary>
    public readonly ref struct Scope(ExclusiveUse? use) : IDisposable
    {
        public void Dispose()
        {
            if (use is not null)
            {
                Volatile.Write(ref use.owner, 0);
            }
        }
    }
}
