using System.CommandLine;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo convert</c>: a SavedModel, frozen graph or .tflite file to a .tflite file, quantized where a recipe is named.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A SavedModel folder, a frozen graph (.pb) or a .tflite file." };
    private static readonly Option<string?> OutputPath = new("--output", "-o") { Description = "The .tflite file to write; - for standard output." };
    private static readonly Option<string[]> Tags = new("--tags") { Description = "Tag set of the SavedModel's graph (the only one, or serve), separated by commas; may be repeated; \"\" for the graph without tags." };
    private static readonly Option<string[]> Signatures = new("--signature") { Description = "A signature to convert; may be repeated; all of them unless told." };
    private static readonly Option<string?> RecipeName = new("--recipe") { Description = "A recipe's name or file; a float model without." };
    private static readonly Option<string[]> InputShapes = new("--input-shape") { Description = "NAME=1,28,28,1: the shape of an input (-1 for a size that stays open); may be repeated." };
    private static readonly Option<string[]> InputValues = new("--input-value") { Description = "NAME=VALUE: what an input is in every run (keep_prob=1, is_training=false), so that it is an input no longer; may be repeated." };
    private static readonly Option<string?> TargetRuntime = new("--target-runtime") { Description = "Version of TensorFlow Lite that the file is for (2.5): operators that need a newer one are named." };
    private static readonly Option<string[]> Inputs = new("--inputs") { Description = "Tensors of a graph to feed, placeholders or not, separated by commas; may be repeated." };
    private static readonly Option<string[]> Outputs = new("--outputs") { Description = "Tensors of a graph to compute (what nothing reads, unless told), separated by commas; may be repeated." };
    private static readonly Option<string?> PlanOut = new("--plan-out") { Description = "Where to write what was done to every constant, and why, as JSON." };
    private static readonly Option<string?> StopAfter = new("--stop-after") { Description = "Print the graph behind this pass instead of writing a file." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace an output file that exists." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("convert", "Converts a TensorFlow model to a .tflite file, with 8-bit weights where a recipe is named.")
        {
            ModelPath, OutputPath, Tags, Signatures, RecipeName, InputShapes, InputValues, TargetRuntime, Inputs, Outputs, PlanOut, StopAfter, Force, Json,
        };
        WeightOptions.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var path = arguments.GetValue(ModelPath)!;
        var converter = Converter.From(path, new ConversionSource(
            arguments.GetResult(Tags) is null ? null : NameList.Split(arguments.GetValue(Tags)), NameList.Distinct(arguments.GetValue(Signatures) ?? [], "--signature"),
            NameList.Distinct(NameList.Split(arguments.GetValue(Inputs)), "--inputs"), NameList.Distinct(NameList.Split(arguments.GetValue(Outputs)), "--outputs")));
        converter.Recipe = arguments.GetValue(RecipeName);
        converter.QuantizationOptions = WeightOptions.Read(arguments, converter.Recipe);
        converter.InputShapes = ShapeText.Parse(arguments.GetValue(InputShapes) ?? [], "--input-shape");
        converter.InputValues = InputValuesOf(arguments.GetValue(InputValues) ?? []);
        converter.TargetRuntime = arguments.GetValue(TargetRuntime);
        converter.StopAfter = arguments.GetValue(StopAfter);
        if (converter.StopAfter is not null)
        {
            RefuseWith("--stop-after", arguments, OutputPath, PlanOut, RecipeName, Force, Json);
            Console.WriteLine(converter.Print());
            return 0;
        }

        var output = arguments.GetValue(OutputPath) ?? throw new OctavoException(ErrorKind.Usage, "Nothing says where to write the result.", null, "-o OUT.tflite");
        return ConversionRun.Write(converter, path, output, arguments.GetValue(PlanOut), arguments.GetValue(Force), arguments.GetValue(Json));
    }

    /// <summary>Options that would have no effect beside another one.</summary>
    private static void RefuseWith(string option, ParseResult arguments, params Option[] others)
    {
        if (others.FirstOrDefault(other => arguments.GetResult(other) is { Implicit: false }) is { } useless)
        {
            throw new OctavoException(ErrorKind.Usage, $"{useless.Name} has no effect beside {option}.", hint: $"{option} prints the graph and writes nothing: leave one of them out.");
        }
    }

    private static Dictionary<string, Tensor> InputValuesOf(string[] texts)
    {
        var values = texts.Select(InputValueText.Parse).ToList();
        NameList.Distinct([.. values.Select(entry => entry.Key)], "--input-value");
        return values.ToDictionary(StringComparer.Ordinal);
    }
}
