using Octavo.Kernels;

namespace Octavo.Runtime;

/// <summary>How one interpreter runs.</summary>
public sealed record InterpreterOptions
{
    /// <summary>Threads that an invocation may use, the caller's included; at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Fastest by default; Reference runs the scalar forms, whose bits are the same.</summary>
    public KernelMode Kernels { get; init; } = KernelMode.Fastest;

    /// <summary>Which signature to run; null for the main subgraph.</summary>
    public string? Signature { get; init; }
}
