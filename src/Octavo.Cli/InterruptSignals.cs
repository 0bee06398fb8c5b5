using System.Runtime.InteropServices;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>
/// SIGINT, SIGTERM and, where there are terminals that can be closed, SIGHUP: work that listens to <see cref="Token"/> stops by itself;
/// after a moment, or at a second signal, the process ends without it. In both cases nothing half written is left.
/// </summary>
internal sealed class InterruptSignals : IDisposable
{
    /// <summary>The exit code of an interruption from the keyboard.</summary>
    public const int Interrupted = 130;

    private const int HungUp = 129;
    private const int Terminated = 143;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly CancellationTokenSource Cancellation = new();
    private static readonly HashSet<Action> CleaningUp = [];

    private readonly PosixSignalRegistration[] registrations;
    private readonly ManualResetEventSlim ended = new();
    private int exitCode;

    private InterruptSignals() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Terminated)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, HungUp)),
    ];

    /// <summary>Is cancelled at the first signal.</summary>
    public static CancellationToken Token => Cancellation.Token;

    /// <summary>129, 130 or 143 after a signal; null before.</summary>
    public int? ExitCode => exitCode == 0 ? null : exitCode;

    public static InterruptSignals Listen() => new();

    /// <summary>What a process that ends by a signal has to do; disposing the result takes it back.</summary>
    public static IDisposable AtEnd(Action cleanUp)
    {
        lock (CleaningUp)
        {
            CleaningUp.Add(cleanUp);
        }

        return new Registration(cleanUp);
    }

    public void Dispose()
    {
        ended.Set();
        Array.ForEach(registrations, registration => registration.Dispose());
    }

    private void Stop(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref exitCode, code, 0) == 0)
        {
            ThreadPool.QueueUserWorkItem(_ => Cancellation.Cancel());
            if (ended.Wait(Patience))
            {
                return;
            }
        }

        FileReplacement.RemovePartialFiles();
        lock (CleaningUp)
        {
            foreach (var cleanUp in CleaningUp)
            {
                cleanUp();
            }
        }

        Environment.Exit(exitCode);
    }

    private sealed class Registration(Action cleanUp) : IDisposable
    {
        public void Dispose()
        {
            lock (CleaningUp)
            {
                CleaningUp.Remove(cleanUp);
            }
        }
    }
}
