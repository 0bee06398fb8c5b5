using System.CommandLine;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary>What says which model is meant, and how it is imported: the same for <c>convert</c> and <c>quantize</c>.</summary>
internal static class SourceOptions
{
    private static readonly Argument<string> ModelPath =
        new("MODEL") { Description = "A SavedModel folder, a frozen graph (.pb) or a .tflite file." };
    private static readonly Option<string[]> Tags = new(
        "--tags") { Description = "Tag set of the SavedModel's graph (the only one, or serve), separated by commas; may be repeated; \"\" "
        + "for the graph without tags." };
    private static readonly Option<string[]> Signatures =
        new("--signature") { Description = "A signature to convert; may be repeated; all of them unless told." };
    private static readonly Option<string[]> InputShapes =
        new("--input-shape") { Description = "NAME=1,28,28,1: the shape of an input (-1 for a size that stays open); may be repeated." };
    private static readonly Option<string[]> InputValues = new(
        "--input-value") { Description = "NAME=VALUE: what an input is in every run (keep_prob=1, is_training=false), so that it is an "
        + "input no longer; may be repeated." };
    private static readonly Option<string?> TargetRuntime = new(
        "--target-runtime") { Description = "Version of TensorFlow Lite that the file is for (2.5): operators that need a newer one are "
        + "named." };
    private static readonly Option<string[]> Inputs =
        new("--inputs") { Description = "Tensors of a graph to feed, placeholders or not, separated by commas; may be repeated." };
    private static readonly Option<string[]> Outputs = new(
        "--outputs") { Description = "Tensors of a graph to compute (what nothing reads, unless told), separated by commas; may be "
        + "repeated." };
    private static readonly Option<bool> FuseRecurrence = new("--fuse-recurrence")
    {
        Description = "Turn recurrent loops of a .tflite file into operators, whose states other runtimes must reset between sequences.",
    };

    private static readonly Option<bool> AllowCustomOperators = new("--allow-custom-ops")
    {
        Description =
            "Write operations that TFLite has no operator for as custom operators of their own names, for a runtime that has kernels for "
            + "them.",
    };

    public static void AddTo(Command command)
    {
        command.Add(ModelPath);
        command.Add(Tags);
        command.Add(Signatures);
        command.Add(InputShapes);
        command.Add(InputValues);
        command.Add(TargetRuntime);
        command.Add(Inputs);
        command.Add(Outputs);
        command.Add(FuseRecurrence);
        command.Add(AllowCustomOperators);
    }

    public static string Path(ParseResult arguments) => arguments.GetValue(ModelPath)!;

    public static Converter Open(ParseResult arguments)
    {
        var converter = Converter.From(Path(arguments), new ConversionSource(
            arguments.GetResult(Tags) is null ? null : NameList.Split(arguments.GetValue(Tags)),
            NameList.Distinct(arguments.GetValue(Signatures) ?? [], "--signature"),
            NameList.Distinct(NameList.Split(arguments.GetValue(Inputs)), "--inputs"),
                NameList.Distinct(NameList.Split(arguments.GetValue(Outputs)), "--outputs"),
            arguments.GetValue(AllowCustomOperators)));
        converter.InputShapes = ShapeText.Parse(arguments.GetValue(InputShapes) ?? [], "--input-shape");
        converter.InputValues = InputValuesOf(arguments.GetValue(InputValues) ?? []);
        converter.TargetRuntime = arguments.GetValue(TargetRuntime);
        converter.FuseRecurrence = arguments.GetValue(FuseRecurrence);
        return converter;
    }

    private static Dictionary<string, Tensor> InputValuesOf(string[] texts)
    {
        var values = texts.Select(InputValueText.Parse).ToList();
        NameList.Distinct([.. values.Select(entry => entry.Key)], "--input-value");
        return values.ToDictionary(StringComparer.Ordinal);
    }
}
