using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo evaluate</c>: accuracy on a labelled data set, alone or against a baseline.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string[]> ModelPaths = new("MODEL") { Arity = ArgumentArity.OneOrMore, Description = "One or several .tflite classifiers." };
    private static readonly Option<string> Data = new("--data") { Required = true, Description = "idx files, .npz, TSV, or a folder of pictures (class = folder name)." };
    private static readonly Option<string> Metric = new("--metric") { DefaultValueFactory = _ => "top-1", Description = "top-1, top-5, ... top-K." };
    private static readonly Option<string> Preprocess = new("--preprocess") { DefaultValueFactory = _ => "none", Description = "A preset's name, a JSON file (a model's meta.json will do), or JSON." };
    private static readonly Option<int?> Limit = NumberOption.Whole("--limit", "Only the first N samples.", 1);
    private static readonly Option<string?> Baseline = new("--baseline") { Description = "A second model to compare with, on the same samples." };
    private static readonly Option<double?> MaxDrop = NumberOption.Real("--max-drop", "Exit with 5 where top-1 is lower than the baseline's by more than this share.", 0, 1);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    private sealed record Row(string Model, int Samples, Proportion Share, McNemarTest? Test, double Agreement, double Seconds);

    public static Command Make()
    {
        var command = new Command("evaluate", "Measures the accuracy of models.")
        {
            ModelPaths, Data, Metric, Preprocess, Limit, Baseline, MaxDrop, KernelOptions.Threads, KernelOptions.Kernels, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var metric = arguments.GetValue(Metric)!;
        if (!metric.StartsWith("top-", StringComparison.Ordinal) || !int.TryParse(metric[4..], out var k) || k < 1)
        {
            throw new OctavoException(ErrorKind.Usage, "there is no such metric", expected: "top-1, top-5, ... top-K", found: metric);
        }

        var evaluator = new Evaluator(Preprocessing.Parse(arguments.GetValue(Preprocess)!));
        var baseline = arguments.GetValue(Baseline) is { } path ? Evaluate(evaluator, arguments, path) : null;
        var rows = arguments.GetValue(ModelPaths)!.Select(model => Measure(evaluator, arguments, model, baseline, k)).ToList();
        Show(rows, metric, arguments.GetValue(Json));
        return arguments.GetValue(MaxDrop) is { } drop && rows.Exists(row => row.Test is { } test && -test.Difference > drop) ? (int)ErrorKind.GateMissed / 100 : 0;
    }

    private static Row Measure(Evaluator evaluator, ParseResult arguments, string model, Evaluator.Result? baseline, int k)
    {
        var start = Stopwatch.GetTimestamp();
        var result = Evaluate(evaluator, arguments, model);
        return new Row(
            model, result.Samples, result.Top(k), baseline is null ? null : result.Against(baseline),
            baseline is null ? 0 : result.Classes.Zip(baseline.Classes).Count(pair => pair.First == pair.Second) / (double)result.Samples,
            Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static Evaluator.Result Evaluate(Evaluator evaluator, ParseResult arguments, string model)
    {
        using var interpreter = Interpreter.Open(model, KernelOptions.Read(arguments));
        using var dataset = Dataset.Open(arguments.GetValue(Data)!, new DatasetOptions { Limit = arguments.GetValue(Limit) });
        return evaluator.Run(interpreter, dataset);
    }

    private static void Show(List<Row> rows, string metric, bool json)
    {
        if (json)
        {
            // One model is the object itself; of several, each is one of "models".
            Console.WriteLine(rows is [var single]
                ? JsonSerializer.Serialize(Describe(single, metric))
                : JsonSerializer.Serialize(new { models = rows.Select(row => Describe(row, metric)) }));
            return;
        }

        foreach (var row in rows)
        {
            var interval = row.Share.Wilson();
            Console.WriteLine($"{row.Model}: {metric} {row.Share.Value:P2} of {row.Samples} ({interval.Low:P2} to {interval.High:P2} at 95 %)");
            if (row.Test is { } paired)
            {
                Console.WriteLine($"  against the baseline, top-1: {100 * paired.Difference:+0.00;-0.00;0.00} points, same class on {row.Agreement:P2}, McNemar exact p = {paired.ExactP:G4}");
            }
        }
    }

    private static object Describe(Row row, string metric)
    {
        var interval = row.Share.Wilson();
        return new
        {
            model = row.Model,
            samples = row.Samples,
            metrics = new Dictionary<string, object> { [metric] = new { value = row.Share.Value, low = interval.Low, high = interval.High } },
            baseline = row.Test is { } compared ? new { difference = compared.Difference, agreement = row.Agreement, p_value = compared.ExactP } : null,
            seconds = row.Seconds,
        };
    }
}
