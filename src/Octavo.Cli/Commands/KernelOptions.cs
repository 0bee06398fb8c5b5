using System.CommandLine;
using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.Cli;

/// <summary>The options of every command that runs models.</summary>
internal static class KernelOptions
{
    /// <summary>More threads than this help no model on any machine of today that has fewer processors.</summary>
    private const int FewestAllowedThreads = 64;

    public static readonly int MostThreads = Math.Max(FewestAllowedThreads, 4 * Environment.ProcessorCount);

    public static readonly Option<int> Threads = NumberOption.Whole(
        "--threads", 1, "Threads an invocation may use.", 1, MostThreads,
        $"This machine has {Environment.ProcessorCount} processors.");

    public static readonly Option<string> Kernels = ChoiceOption.OneOf("--kernels", "fastest", "fastest or reference; both give the same bits.", "fastest", "reference");

    public static InterpreterOptions Read(ParseResult arguments, string? signature = null) => new()
    {
        Threads = arguments.GetValue(Threads),
        Kernels = arguments.GetValue(Kernels) == "reference" ? KernelMode.Reference : KernelMode.Fastest,
        Signature = signature,
    };
}
