using System.CommandLine;

namespace Octavo.Cli;

/// <summary>The option <c>--random-inputs</c>: a seed, 0 where it is not told; null where the option is not given.</summary>
internal static class RandomSeedOption
{
    public static Option<int?> Make() => new("--random-inputs")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Random inputs instead of a file's, from this seed (0 unless told).",
        CustomParser = result => result.Tokens.Count == 0
            ? 0
            : NumberOption.ParseWhole(result, "--random-inputs", int.MinValue, int.MaxValue, "Without a value the seed is 0."),
    };
}
