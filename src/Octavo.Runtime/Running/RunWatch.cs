using System.Globalization;
using Octavo.Kernels;

namespace Octavo.Runtime;

/// <summary>
/// Watches over an invocation: counts its steps, and ends it when it is cancelled, takes too long, or runs too many of them.
/// </summary>
internal sealed class RunWatch : IDisposable
{
    private readonly long mostSteps;
    private readonly TimeSpan? timeLimit;
    private readonly Timer? timer;
    private long deadline;
    private long steps;

    /// <param name="mostSteps">Null for any number.</param>
    /// <param name="timeLimit">Null for any time.</param>
    public RunWatch(long? mostSteps, TimeSpan? timeLimit)
    {
        this.mostSteps = mostSteps ?? long.MaxValue;
        this.timeLimit = timeLimit;
        if (timeLimit is not null)
        {
            timer = new Timer(static watch => ((RunWatch)watch!).OnTime(), this, Timeout.Infinite, Timeout.Infinite);
        }
    }

    public Interruption Interruption { get; } = new();

    /// <summary>What may cancel every invocation, besides the one that it is given; set while an interpreter is rented.</summary>
    public CancellationToken OuterToken { get; set; }

    /// <summary>Begins an invocation. Allocates nothing where no token can be cancelled.</summary>
    public Scope Begin(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        OuterToken.ThrowIfCancellationRequested();
        steps = 0;
        Interruption.Clear();
        if (timer is not null)
        {
            Volatile.Write(ref deadline, Environment.TickCount64 + (long)timeLimit!.Value.TotalMilliseconds);
            timer.Change(timeLimit.Value, Timeout.InfiniteTimeSpan);
        }

        return new Scope(this, Register(token), Register(OuterToken));
    }

    /// <summary>One more step is about to run.</summary>
    /// <exception cref="OctavoException">It is one too many (kind LimitReached).</exception>
    /// <exception cref="OperationCanceledException">The run is to end; <see cref="Describe"/> says why.</exception>
    public void Count()
    {
        if (++steps > mostSteps)
        {
            throw new OctavoException(
                ErrorKind.LimitReached, "the model has not come to an end", null, $"at most {mostSteps} steps", "more",
                "A loop may have no end; or allow more steps (InterpreterOptions.MaximumSteps, --max-steps).");
        }

        Interruption.ThrowIfRequested();
    }

    /// <summary>What the caller of an interrupted invocation gets.</summary>
    public Exception Describe(OperationCanceledException error, object interpreter, CancellationToken token) => Interruption.Reason switch
    {
        InterruptionReason.TimeLimit => new OctavoException(
            ErrorKind.LimitReached, "the model has not come to an end", null, $"at most {Seconds(timeLimit!.Value)} s",
            $"more, after {steps} steps",
            "Allow more time (InterpreterOptions.TimeLimit, --time-limit).", error),
        InterruptionReason.Disposed =>
            new ObjectDisposedException(interpreter.GetType().FullName, "The interpreter was disposed while it ran."),
        _ => new OperationCanceledException("The invocation was cancelled.", error, token.IsCancellationRequested ? token : OuterToken),
    };

    public void Dispose() => timer?.Dispose();

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private CancellationTokenRegistration Register(CancellationToken token) => token.CanBeCanceled
        ? token.UnsafeRegister(static interruption => ((Interruption)interruption!).Request(InterruptionReason.Cancelled), Interruption)
        : default;

    /// <summary>The timer of an invocation that ended may still go off in the next one.</summary>
    private void OnTime()
    {
        var left = Volatile.Read(ref deadline) - Environment.TickCount64;
        if (left <= 0)
        {
            Interruption.Request(InterruptionReason.TimeLimit);
        }
        else
        {
            timer!.Change(left, Timeout.Infinite);
        }
    }

    /// <summary>One invocation.</summary>
    public readonly ref struct Scope(RunWatch watch, CancellationTokenRegistration own, CancellationTokenRegistration outer) : IDisposable
    {
        public void Dispose()
        {
            own.Dispose();
            outer.Dispose();
            watch.timer?.Change(Timeout.Infinite, Timeout.Infinite);
        }
    }
}
