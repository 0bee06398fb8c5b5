using System.Collections.Immutable;
using Octavo.Runtime;

namespace Octavo;

/// <summary>How one interpreter runs, and how much it may use.</summary>
public sealed record InterpreterOptions
{
    /// <summary>More threads than this are refused: they would wait for one another.</summary>
    public static int LargestThreadCount => Math.Max(64, 4 * Environment.ProcessorCount);

    /// <summary>Threads that an invocation may use, the caller's included; from 1 to <see cref="LargestThreadCount"/>.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Fastest by default; Reference runs the scalar forms, whose bits are the same.</summary>
    public KernelMode Kernels { get; init; } = KernelMode.Fastest;

    /// <summary>Which signature to run; null for the main subgraph.</summary>
    public string? Signature { get; init; }

    /// <summary>
    /// Bytes that the interpreter may hold at once, with what it shares with others of its model: inputs, intermediate values, scratch,
    /// states, packed and dequantized weights. Beyond it: kind OutOfMemory. Null for half of the machine's (or the container's) memory.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>
    /// Nodes and runs of graphs (each step of a loop is two) that an invocation may carry out, so that loops come to an end. Beyond it:
    /// kind LimitReached. Null for any number.
    /// </summary>
    public long? MaximumSteps { get; init; }

    /// <summary>
    /// How long an invocation may take; it ends at the next piece of work, a small part of a step. Beyond it: kind LimitReached. Null for
    /// any time.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; }

    internal ImmutableArray<ValueWatch> Watches { get; private init; } = [];

    /// <summary>
    /// Shows values each time a run has computed them, in the main graph, in loops and in branches; a value that a graph is given is shown
    /// when the graph begins. What is observed is computed as the file says, so nodes that would be fused run one by one. Each showing
    /// counts as a step of <see cref="MaximumSteps"/>.
    /// </summary>
    /// <param name="values">
    /// Names of values of the model; each stands for all that have it. The interpreter refuses names of constants and of nothing (kind
    /// Usage).
    /// </param>
    /// <param name="observer">
    /// Called on the thread of the invocation; by several at once where interpreters of several threads have these options.
    /// </param>
    /// <returns>These options with one more observer.</returns>
    public InterpreterOptions Observe(IEnumerable<string> values, ValueObserver observer)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(observer);
        string[] names = [.. values];
        var wanted = names.ToHashSet(StringComparer.Ordinal);
        return this with { Watches = Watches.Add(new ValueWatch(names, value => wanted.Contains(value.Name), observer)) };
    }

    /// <inheritdoc cref="Observe(IEnumerable{string}, ValueObserver)"/>
    /// <param name="selects">Asked once for each value that a run may compute, when the interpreter is made.</param>
    public InterpreterOptions Observe(Func<ModelValue, bool> selects, ValueObserver observer)
    {
        ArgumentNullException.ThrowIfNull(selects);
        ArgumentNullException.ThrowIfNull(observer);
        return this with { Watches = Watches.Add(new ValueWatch(null, selects, observer)) };
    }

    /// <exception cref="OctavoException">A number is out of range (kind Usage).</exception>
    internal void Require()
    {
        if (Threads < 1 || Threads > LargestThreadCount)
        {
            throw new OctavoException(
                ErrorKind.Usage, "the number of threads is out of range", nameof(InterpreterOptions),
                $"1 to {LargestThreadCount}, on {Environment.ProcessorCount} processors", $"{Threads}");
        }

        RequirePositive(MemoryLimit, nameof(MemoryLimit));
        RequirePositive(MaximumSteps, nameof(MaximumSteps));
        RequirePositive(TimeLimit?.Ticks, nameof(TimeLimit));
        if (TimeLimit is { TotalMilliseconds: > int.MaxValue } time)
        {
            throw new OctavoException(ErrorKind.Usage, $"{nameof(TimeLimit)} is out of range", nameof(InterpreterOptions),
                "at most 24 days", $"{time}");
        }
    }

    private static void RequirePositive(long? number, string name)
    {
        if (number <= 0)
        {
            throw new OctavoException(ErrorKind.Usage, $"{name} is out of range", nameof(InterpreterOptions), "more than 0", $"{number}");
        }
    }
}
