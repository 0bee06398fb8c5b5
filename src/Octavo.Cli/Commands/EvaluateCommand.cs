using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Octavo.Evaluation;
using Octavo.Runtime;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo evaluate</c>: accuracy on a labelled data set, alone or against a baseline.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> ModelPath = new("MODEL") { Description = "A .tflite classifier." };
    private static readonly Option<string> Data = new("--data") { Required = true, Description = "idx files, .npz, TSV, or a folder of pictures (class = folder name)." };
    private static readonly Option<string> Metric = new("--metric") { DefaultValueFactory = _ => "top-1", Description = "top-1, top-5, ... top-K." };
    private static readonly Option<string> Preprocess = new("--preprocess") { DefaultValueFactory = _ => "none", Description = "A preset's name, a JSON file (a model's meta.json will do), or JSON." };
    private static readonly Option<int?> Limit = new("--limit") { Description = "Only the first N samples." };
    private static readonly Option<string?> Baseline = new("--baseline") { Description = "A second model to compare with, on the same samples." };
    private static readonly Option<double?> MaxDrop = new("--max-drop") { Description = "Exit with 5 where top-1 is lower than the baseline's by more than this share." };
    private static readonly Option<int> Threads = new("--threads") { DefaultValueFactory = _ => 1, Description = "Threads an invocation may use." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        var command = new Command("evaluate", "Measures a model's accuracy.") { ModelPath, Data, Metric, Preprocess, Limit, Baseline, MaxDrop, Threads, Json };
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
        var start = Stopwatch.GetTimestamp();
        var result = Evaluate(evaluator, arguments, arguments.GetValue(ModelPath)!);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var baseline = arguments.GetValue(Baseline) is { } path ? Evaluate(evaluator, arguments, path) : null;
        var test = baseline is null ? (McNemarTest?)null : result.Against(baseline);
        var agreement = baseline is null ? 0 : result.Classes.Zip(baseline.Classes).Count(pair => pair.First == pair.Second) / (double)result.Samples;
        Show(arguments, metric, result, result.Top(k), test, agreement, seconds);
        return test is { } paired && arguments.GetValue(MaxDrop) is { } drop && -paired.Difference > drop ? (int)ErrorKind.GateMissed / 100 : 0;
    }

    private static Evaluator.Result Evaluate(Evaluator evaluator, ParseResult arguments, string model)
    {
        using var interpreter = Interpreter.Open(model, new InterpreterOptions { Threads = arguments.GetValue(Threads) });
        using var dataset = Dataset.Open(arguments.GetValue(Data)!, new DatasetOptions { Limit = arguments.GetValue(Limit) });
        return evaluator.Run(interpreter, dataset);
    }

    private static void Show(ParseResult arguments, string metric, Evaluator.Result result, Proportion share, McNemarTest? test, double agreement, double seconds)
    {
        var interval = share.Wilson();
        if (arguments.GetValue(Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                model = arguments.GetValue(ModelPath),
                samples = result.Samples,
                metrics = new Dictionary<string, object> { [metric] = new { value = share.Value, low = interval.Low, high = interval.High } },
                baseline = test is { } compared ? new { difference = compared.Difference, agreement, p_value = compared.ExactP } : null,
                seconds,
            }));
            return;
        }

        Console.WriteLine($"{metric}: {share.Value:P2} of {result.Samples} ({interval.Low:P2} to {interval.High:P2} at 95 %)");
        if (test is { } paired)
        {
            Console.WriteLine($"against the baseline, top-1: {100 * paired.Difference:+0.00;-0.00;0.00} points, same class on {agreement:P2}, McNemar exact p = {paired.ExactP:G4}");
        }
    }
}
