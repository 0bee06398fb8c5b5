using System.CommandLine;

namespace Octavo.Cli;

/// <summary>The options that say which constants a recipe is applied to; the same for every command that takes a recipe.</summary>
internal static class WeightOptions
{
    private static readonly Option<bool> PerTensor =
        new("--per-tensor") { Description = "One scale for a whole tensor, also where the operator takes one for each channel." };
    private static readonly Option<int?> MinimumElements = NumberOption.Whole(
        "--min-weight-elements", "Keep constants float that have fewer elements (1024 unless told; float16-weights takes all).", 0);
    private static readonly Option<string[]> Include = new(
        "--include") { Description = "Quantize only constants whose name, or whose reader's name, matches this pattern (* stands for "
        + "anything); may be repeated." };
    private static readonly Option<string[]> Exclude = new(
        "--exclude") { Description = "Keep constants float whose name, or whose reader's name, matches this pattern; may be repeated." };

    public static void AddTo(Command command)
    {
        command.Add(PerTensor);
        command.Add(MinimumElements);
        command.Add(Include);
        command.Add(Exclude);
    }

    /// <param name="recipe">What the options change; null where no recipe is named.</param>
    /// <exception cref="OctavoException">There are options, but no recipe that they could change (kind Usage).</exception>
    public static WeightQuantizationOptions Read(ParseResult arguments, string? recipe) => recipe is null && Given(arguments) is { } option
        ? throw new OctavoException(ErrorKind.Usage, $"{option} has no effect without --recipe.",
            hint: $"Name a recipe, or leave {option} out.")
        : Read(arguments);

    private static string? Given(ParseResult arguments) =>
        new Option[] { PerTensor, MinimumElements, Include,
            Exclude }.FirstOrDefault(option => arguments.GetResult(option) is { Implicit: false })?.Name;

    private static WeightQuantizationOptions Read(ParseResult arguments) => new()
    {
        PerTensor = arguments.GetValue(PerTensor),
        MinWeightElements = arguments.GetValue(MinimumElements),
        Include = arguments.GetValue(Include) ?? [],
        Exclude = arguments.GetValue(Exclude) ?? [],
    };
}
