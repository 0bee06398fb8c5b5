using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Octavo.Evaluation;
using Octavo.Tensors;
using Spectre.Console;

namespace Octavo.Cli;

/// <summary>
/// <c>octavo demo</c>: trained digit classifiers, from their SavedModels to .tflite files by every recipe, each run on 500 test images:
/// size, latency, accuracy and agreement with the float form, and what follows from them.
/// </summary>
internal static class DemoCommand
{
    private const int TableWidth = 100;
    private const string Images = "mnist-500-images-idx3-ubyte.gz";

    /// <summary>The float form first: the others are compared with it.</summary>
    private static readonly string?[] Recipes =
        [null, "dynamic-range-int8", "dynamic-range-uint8", "weight-only-int8", "weight-only-uint8", "float16-weights"];

    private static readonly Option<string?> Folder =
        new("--output", "-o") { Description = "A folder to keep the models, the images and the converted files in." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace files of the folder that the demo writes too." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("demo",
            "Converts three embedded trained networks by every recipe and compares size, latency and accuracy.") { Folder, Force, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var kept = arguments.GetValue(Folder);
        using var temporary = kept is null ? new TemporaryFolder("demo") : null;
        var folder = kept ?? temporary!.Path;
        if (kept is not null)
        {
            Prepare(kept, arguments.GetValue(Force));
        }

        DemoSample.Extract(folder);
        var rows = DemoNetwork.All.SelectMany(network => RunAll(network, folder)).ToList();
        if (arguments.GetValue(Json))
        {
            WriteJson(rows);
        }
        else
        {
            Show(rows, kept);
        }

        return 0;
    }

    private static IEnumerable<DemoRow> RunAll(DemoNetwork network, string folder)
    {
        Evaluator.Result? reference = null;
        foreach (var (recipe, index) in Recipes.Select((recipe, index) => (recipe, index)))
        {
            Messages.Say($"{network.Name}, {index + 1} of {Recipes.Length}: converting and running {recipe ?? "float"}");
            var file = ModelFile(folder, network, recipe);
            var report = Convert(folder, network, recipe, file);
            var (result, microseconds) = Measure(file, Path.Combine(folder, Images));
            reference ??= result;
            var agreement = result.Classes.Zip(reference.Classes).Count(pair => pair.First == pair.Second) / (double)result.Samples;
            yield return new DemoRow(network, recipe ?? "float", report.Bytes, microseconds, result.Top(1), agreement);
        }
    }

    /// <summary>Makes the folder, and says before any work whether its files can be written.</summary>
    private static void Prepare(string folder, bool force)
    {
        if (folder.Length == 0)
        {
            throw new OctavoException(ErrorKind.Usage, "The path of --output is empty.", null, "a folder");
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OctavoException(ErrorKind.InputOutput, "The folder cannot be made.", folder,
                found: File.Exists(folder) ? "a file" : failure.Message, inner: failure);
        }

        string[] paths = [.. DemoSample.Files.Select(file => Path.Combine(folder, file)),
            .. DemoNetwork.All.SelectMany(network => Recipes.Select(recipe => ModelFile(folder, network, recipe)))];
        OutputFiles.Require(force, [], [.. paths.Where(File.Exists).Select(path => ("--output", (string?)path))]);
    }

    private static string ModelFile(string folder, DemoNetwork network, string? recipe) =>
        Path.Combine(folder, $"{network.Name}.{recipe ?? "float"}.tflite");

    private static ConversionReport Convert(string folder, DemoNetwork network, string? recipe, string file)
    {
        var converter = Converter.FromSavedModel(Path.Combine(folder, network.Name, "saved_model"));
        converter.Recipe = recipe;
        return converter.ConvertToFile(file);
    }

    private static (Evaluator.Result Result, double Microseconds) Measure(string file, string images)
    {
        using var interpreter = Interpreter.Open(file);
        using var dataset = Dataset.Open(images);
        var result = new Evaluator(Preprocessing.Parse("scale-255")).Run(interpreter, dataset);
        var fastest = double.PositiveInfinity;
        for (var run = 0; run < 1000; run++)
        {
            var start = Stopwatch.GetTimestamp();
            interpreter.Invoke();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return (result, fastest);
    }

    private static void WriteJson(List<DemoRow> rows) => Console.WriteLine(new JsonObject
    {
        ["samples"] = rows[0].Accuracy.Trials,
        ["models"] = rows.ToJson(row => new JsonObject
        {
            ["network"] = row.Network.Name, ["recipe"] = row.Recipe, ["bytes"] = row.Bytes, ["latency_min_us"] = row.Microseconds,
            ["top_1"] = row.Accuracy.Value, ["low"] = row.Accuracy.Wilson().Low, ["high"] = row.Accuracy.Wilson().High,
                ["agreement"] = row.Agreement,
        }),
    }.ToJsonString());

    private static void Show(List<DemoRow> rows, string? kept)
    {
        // A pipe has no width of its own; a table that breaks its words cannot be read.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, TableWidth);
        foreach (var network in DemoNetwork.All)
        {
            Console.WriteLine($"{network.Name}: {network.Description}");
            AnsiConsole.Write(TableOf([.. rows.Where(row => row.Network == network)]));
        }

        Console.WriteLine($"{rows[0].Accuracy.Trials} pictures of the test set; 'as float': the same class as the float model gives.");
        foreach (var network in DemoNetwork.All)
        {
            Console.WriteLine(
                Conclude(rows.First(row => row.Network == network),
                    rows.First(row => row.Network == network && row.Recipe == "dynamic-range-int8")));
        }

        Console.WriteLine(
            "Eight bits save memory in each. They save time where each weight is read once for a result, in dense and recurrent layers; a "
            + "small convolutional");
        Console.WriteLine("network uses its few weights many times and gains none: measure yours.");
        Console.WriteLine(kept is null
            ? "Next: octavo convert SAVED_MODEL -o model.tflite --recipe dynamic-range-int8, with a model of yours, or octavo demo -o demo "
            + "to keep these files."
            : $"Next: octavo benchmark {ModelFile(kept, DemoNetwork.All[0], "dynamic-range-int8")}, or octavo convert SAVED_MODEL -o "
                + $"model.tflite --recipe dynamic-range-int8 with a model of yours.");
    }

    private static Table TableOf(List<DemoRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "recipe", "bytes", "of float", "fastest", "top-1", "95 % interval", "as float" })
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        foreach (var row in rows)
        {
            var interval = row.Accuracy.Wilson();
            table.AddRow(
                row.Recipe, $"{row.Bytes}", $"{(double)row.Bytes / rows[0].Bytes:P0}", $"{row.Microseconds:F1} us",
                $"{row.Accuracy.Value:P1}",
                $"{100 * interval.Low:F1} to {interval.High:P1}", $"{row.Agreement:P1}");
        }

        return table;
    }

    /// <summary>One line of what was measured: factors under a twentieth are noise.</summary>
    private static string Conclude(DemoRow original, DemoRow quantized)
    {
        var speed = original.Microseconds / quantized.Microseconds;
        var pace = speed >= 1.05 ? $"{speed:F1} times faster" : speed > 0.95 ? "no faster" : $"{1 / speed:F1} times slower";
        return $"{original.Network.Name} by {quantized.Recipe}: {(double)original.Bytes / quantized.Bytes:F1} times smaller, {pace}, "
            + $"{quantized.Accuracy.Value:P1} right where float has {original.Accuracy.Value:P1}.";
    }
}
