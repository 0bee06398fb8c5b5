using System.CommandLine;

namespace Octavo.Cli;

/// <summary>
/// <c>octavo convert</c>: a SavedModel, frozen graph or .tflite file to a .tflite file, quantized where a recipe is named.
/// </summary>
internal static class ConvertCommand
{
    private static readonly Option<string?> OutputPath =
        new("--output", "-o") { Description = "The .tflite file to write; - for standard output." };
    private static readonly Option<string?> RecipeName =
        new("--recipe") { Description = "A recipe's name or file; a float model without." };
    private static readonly Option<string?> PlanPath =
        new("--plan") { Description = "A plan that --plan-out wrote for this model, perhaps changed: carried out in place of a recipe." };
    private static readonly Option<string?> PlanOut =
        new("--plan-out") { Description = "Where to write what was done to every constant, and why, as JSON." };
    private static readonly Option<string?> StopAfter =
        new("--stop-after") { Description = "Print the graph behind this pass instead of writing a file." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace an output file that exists." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("convert", "Converts a TensorFlow model to a .tflite file, with 8-bit weights where a recipe is named.");
        SourceOptions.AddTo(command);
        foreach (var option in new Option[] { OutputPath, RecipeName, PlanPath, PlanOut, StopAfter, Force, Json })
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
        converter.QuantizationOptions = WeightOptions.Read(arguments, converter.Recipe);
        converter.StopAfter = arguments.GetValue(StopAfter);
        if (converter.StopAfter is not null)
        {
            RefuseWith("--stop-after", arguments, OutputPath, PlanPath, PlanOut, RecipeName, Force, Json);
            Console.WriteLine(converter.Print());
            return 0;
        }

        var output = arguments.GetValue(OutputPath)
            ?? throw new OctavoException(ErrorKind.Usage, "Nothing says where to write the result.", null, "-o OUT.tflite");
        return ConversionRun.Write(converter, SourceOptions.Path(arguments), output, arguments.GetValue(PlanOut), arguments.GetValue(Force),
            arguments.GetValue(Json));
    }

    /// <summary>Options that would have no effect beside another one.</summary>
    private static void RefuseWith(string option, ParseResult arguments, params Option[] others)
    {
        if (others.FirstOrDefault(other => arguments.GetResult(other) is { Implicit: false }) is { } useless)
        {
            throw new OctavoException(ErrorKind.Usage, $"{useless.Name} has no effect beside {option}.",
                hint: $"{option} prints the graph and writes nothing: leave one of them out.");
        }
    }
}
