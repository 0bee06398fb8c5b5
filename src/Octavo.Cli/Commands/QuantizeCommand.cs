using System.CommandLine;

namespace Octavo.Cli;

/// <summary><c>octavo quantize</c>: 8-bit or 16-bit weights for a .tflite file, or for whatever else can be converted to one.</summary>
internal static class QuantizeCommand
{
    private static readonly Option<string> OutputPath =
        new("--output", "-o") { Required = true, Description = "The .tflite file to write; - for standard output." };
    private static readonly Option<string?> RecipeName = new("--recipe") { Description = "A recipe's name or file." };
    private static readonly Option<string?> PlanPath =
        new("--plan") { Description = "A plan that --plan-out wrote for this model, perhaps changed: carried out in place of a recipe." };
    private static readonly Option<string?> PlanOut =
        new("--plan-out") { Description = "Where to write what was done to every constant, and why, as JSON." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace an output file that exists." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("quantize", "Quantizes the weights of a model by a recipe.");
        SourceOptions.AddTo(command);
        foreach (var option in new Option[] { OutputPath, RecipeName, PlanPath, PlanOut, Force, Json })
        {
            command.Add(option);
        }

        WeightOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var converter = SourceOptions.Open(arguments);
        converter.Recipe = arguments.GetValue(RecipeName);
        converter.Plan = arguments.GetValue(PlanPath);
        if (converter.Recipe is null && converter.Plan is null)
        {
            throw new OctavoException(ErrorKind.Usage, "Nothing says how to quantize.", null, "--recipe NAME, or --plan FILE",
                hint: "dynamic-range-int8 is the usual recipe.");
        }

        converter.QuantizationOptions = WeightOptions.Read(arguments, converter.Recipe);
        return ConversionRun.Write(
            converter, SourceOptions.Path(arguments), arguments.GetValue(OutputPath)!, arguments.GetValue(PlanOut),
            arguments.GetValue(Force), arguments.GetValue(Json));
    }
}
