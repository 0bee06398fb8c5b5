using System.CommandLine;
using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.Cli;

/// <summary>The options of every command that runs models.</summary>
internal static class KernelOptions
{
    public static readonly int MostThreads = InterpreterOptions.LargestThreadCount;

    public static readonly Option<int> Threads = NumberOption.Whole(
        "--threads", 1, "Threads an invocation may use.", 1, MostThreads,
        $"This machine has {Environment.ProcessorCount} processors.");

    public static readonly Option<string> Kernels =
        ChoiceOption.OneOf("--kernels", "fastest", "fastest or reference; both give the same bits.", "fastest", "reference");

    private static readonly Option<long?> MemoryLimit = NumberOption.Bytes("--memory-limit",
        "Memory that a model may use at once, such as 512M or 2G (half of the machine's unless told).");

    private static readonly Option<int?> MaximumSteps =
        NumberOption.Whole("--max-steps", "Nodes that an invocation may run, so that loops come to an end (any number unless told).", 1);

    private static readonly Option<double?> TimeLimit =
        NumberOption.Real("--time-limit", "Seconds that an invocation may take (any time unless told).", 0.001, 1_000_000);

    /// <summary>The options that bound what a model may use.</summary>
    public static void AddLimitsTo(Command command)
    {
        command.Add(MemoryLimit);
        command.Add(MaximumSteps);
        command.Add(TimeLimit);
    }

    public static InterpreterOptions Read(ParseResult arguments, string? signature = null) => new()
    {
        Threads = arguments.GetValue(Threads),
        Kernels = arguments.GetValue(Kernels) == "reference" ? KernelMode.Reference : KernelMode.Fastest,
        Signature = signature,
        MemoryLimit = arguments.GetValue(MemoryLimit),
        MaximumSteps = arguments.GetValue(MaximumSteps),
        TimeLimit = arguments.GetValue(TimeLimit) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
