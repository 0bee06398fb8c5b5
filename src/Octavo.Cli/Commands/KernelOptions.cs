using System.CommandLine;
using Octavo.Kernels;
using Octavo.Runtime;

namespace Octavo.Cli;

/// <summary>The options of every command that runs models.</summary>
internal static class KernelOptions
{
    public static readonly Option<int> Threads = new("--threads") { DefaultValueFactory = _ => 1, Description = "Threads an invocation may use." };

    public static readonly Option<string> Kernels = new("--kernels") { DefaultValueFactory = _ => "fastest", Description = "fastest or reference; both give the same bits." };

    static KernelOptions()
    {
        Kernels.AcceptOnlyFromAmong("fastest", "reference");
        PositiveNumber.Require(Threads);
    }

    public static InterpreterOptions Read(ParseResult arguments, string? signature = null) => new()
    {
        Threads = arguments.GetValue(Threads),
        Kernels = arguments.GetValue(Kernels) == "reference" ? KernelMode.Reference : KernelMode.Fastest,
        Signature = signature,
    };
}
