using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Tensors;
using Spectre.Console;

namespace Octavo.Cli;

/// <summary>
/// <c>octavo demo</c>: a trained digit classifier, from its SavedModel to a .tflite file by every recipe, each run on 500 test images:
/// size, latency, accuracy and agreement with the float form.
/// </summary>
internal static class DemoCommand
{
    private const int TableWidth = 100;
    private const string Images = "mnist-500-images-idx3-ubyte.gz";

    /// <summary>The float form first: the others are compared with it.</summary>
    private static readonly string?[] Recipes = [null, "dynamic-range-int8", "dynamic-range-uint8", "weight-only-int8", "weight-only-uint8", "float16-weights"];

    private static readonly Option<string?> Folder = new("--output", "-o") { Description = "A folder to keep the model, the images and the converted files in." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace files of the folder that the demo writes too." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    private sealed record Row(string Recipe, long Bytes, double Microseconds, Proportion Accuracy, double Agreement);

    public static Command Make()
    {
        var command = new Command("demo", "Converts an embedded trained network by every recipe and compares size, latency and accuracy.") { Folder, Force, Json };
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
        var rows = new List<Row>();
        Evaluator.Result? reference = null;
        foreach (var recipe in Recipes)
        {
            Messages.Say($"converting and running {recipe ?? "float"}");
            var file = ModelFile(folder, recipe);
            var report = Convert(folder, recipe, file);
            var (result, microseconds) = Measure(file, Path.Combine(folder, Images));
            reference ??= result;
            var agreement = result.Classes.Zip(reference.Classes).Count(pair => pair.First == pair.Second) / (double)result.Samples;
            rows.Add(new Row(recipe ?? "float", report.Bytes, microseconds, result.Top(1), agreement));
        }

        Show(rows, reference!.Samples, arguments.GetValue(Json));
        return 0;
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
            throw new OctavoException(ErrorKind.InputOutput, "The folder cannot be made.", folder, found: File.Exists(folder) ? "a file" : failure.Message, inner: failure);
        }

        string[] paths = [.. DemoSample.Files.Select(file => Path.Combine(folder, file)), .. Recipes.Select(recipe => ModelFile(folder, recipe))];
        OutputFiles.Require(force, [], [.. paths.Where(File.Exists).Select(path => ("--output", (string?)path))]);
    }

    private static string ModelFile(string folder, string? recipe) => Path.Combine(folder, $"mnist_cnn.{recipe ?? "float"}.tflite");

    private static ConversionReport Convert(string folder, string? recipe, string file)
    {
        var converter = Converter.FromSavedModel(Path.Combine(folder, "saved_model"));
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
            interpreter.Runtime.Invoke();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return (result, fastest);
    }

    private static void Show(List<Row> rows, int samples, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                samples,
                models = rows.Select(row => new
                {
                    recipe = row.Recipe, bytes = row.Bytes, latency_min_us = row.Microseconds, top_1 = row.Accuracy.Value,
                    low = row.Accuracy.Wilson().Low, high = row.Accuracy.Wilson().High, agreement = row.Agreement,
                }),
            }));
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "recipe", "bytes", "of float", "fastest", "top-1", "95 % interval", "as float" })
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        foreach (var row in rows)
        {
            var interval = row.Accuracy.Wilson();
            table.AddRow(
                row.Recipe, $"{row.Bytes}", $"{(double)row.Bytes / rows[0].Bytes:P0}", $"{row.Microseconds:F1} us", $"{row.Accuracy.Value:P1}",
                $"{100 * interval.Low:F1} to {interval.High:P1}", $"{row.Agreement:P1}");
        }

        // A pipe has no width of its own; a table that breaks its words cannot be read.
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, TableWidth);
        AnsiConsole.Write(table);
        Console.WriteLine($"{samples} pictures; 'as float': the same class as the float model gives.");
    }
}
