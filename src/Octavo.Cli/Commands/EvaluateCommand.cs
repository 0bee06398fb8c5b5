using System.CommandLine;
using System.Diagnostics;
using Octavo.Evaluation;
using Octavo.Tensors;

namespace Octavo.Cli;

/// <summary><c>octavo evaluate</c>: accuracy on a labelled data set, alone or against a baseline.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string[]> ModelPaths =
        new("MODEL") { Arity = ArgumentArity.OneOrMore, Description = "One or several .tflite classifiers." };
    private static readonly Option<string> Data =
        new("--data")
        {
            Required = true,
            Description = "idx files, .npz, CSV, TSV, or a folder of pictures (class = folder name); see docs/data.md.",
        };
    private static readonly Option<string[]> Metric =
        new("--metric") { Description = $"top-1 (unless told), top-5, ... or {string.Join(", ", ClassificationMetrics.Names.SkipLast(1))}; "
        + $"several by commas, or repeated." };
    private static readonly Option<int?> Limit = NumberOption.Whole("--limit", "Only the first N samples.", 1);
    private static readonly Option<string?> Baseline =
        new("--baseline") { Description = "A second model to compare with, on the same samples." };
    private static readonly Option<double?> MaxDrop =
        NumberOption.Real("--max-drop",
        "With --baseline: exit with 5 where top-1 is lower than the baseline's by more than this share (0.01 is one point; equal is no "
            + "miss).", 0, 1);
    private static readonly Option<bool> AllowNonFinite =
        new("--allow-non-finite") { Description = "Do not exit with 5 where scores are NaN or infinite; such samples count as wrong." };
    private static readonly Option<int> MaxBadSamples =
        NumberOption.Whole("--max-bad-samples", 0, "Leave out up to N samples that cannot be read.", 0);
    private static readonly Option<bool> Confusion =
        new("--confusion") { Description = "Show how often each class was taken for each other." };
    private static readonly Option<string?> ConfusionOut =
        new("--confusion-out") { Description = "Where that goes as CSV, a row for each true class; for one model." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace an output file that exists." };
    private static readonly Option<int?> Threads =
        NumberOption.Whole("--threads",
        "Samples that run at once; as many as the machine has processors unless told. The result is the same.", 1,
        KernelOptions.MostThreads);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on stdout." };

    public static Command Make()
    {
        Metric.CompletionSources.Add([.. ClassificationMetrics.Names.SkipLast(1), "top-1", "top-5"]);
        var command = new Command("evaluate", "Measures the accuracy of models.")
        {
            ModelPaths, Data, SampleOptions.Labels, Metric, SampleOptions.Preprocess, Limit, Baseline, MaxDrop, AllowNonFinite,
            MaxBadSamples, Confusion, ConfusionOut, Force,
            ShapeOptions.Batch, ShapeOptions.InputShape, Threads, KernelOptions.Kernels, Json,
        };
        KernelOptions.AddLimitsTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var models = arguments.GetValue(ModelPaths)!;
        var confusionOut = arguments.GetValue(ConfusionOut);
        RefuseIdleOptions(arguments, models, confusionOut);
        OutputFiles.Require(arguments.GetValue(Force),
            [.. models, arguments.GetValue(Baseline), arguments.GetValue(Data), arguments.GetValue(SampleOptions.Labels)],
            ("--confusion-out", confusionOut));
        string[] names = [.. NameList.Split(arguments.GetValue(Metric)).Distinct()];
        List<ClassificationMetric> metrics = [.. (names.Length == 0 ? ["top-1"] : names).Select(ClassificationMetrics.Find)];
        var evaluator = new Evaluator(SampleOptions.ReadPreprocessing(arguments))
        {
            Labels = SampleOptions.ReadLabels(arguments), Metrics = metrics, Shapes = ShapeOptions.Read(arguments),
            MaximumBadSamples = arguments.GetValue(MaxBadSamples),
        };
        var baseline = arguments.GetValue(Baseline) is { } path ? Evaluate(evaluator, arguments, path).Result : null;
        var rows = models.Select(model =>
        {
            var (result, seconds) = Evaluate(evaluator, arguments, model);
            var gate = baseline is not null && arguments.GetValue(MaxDrop) is { } limit
                ? new AccuracyGate(limit, result.Against(baseline))
                : null;
            return new EvaluatedModel(model, result, baseline, gate, seconds);
        }).ToList();
        if (confusionOut is not null)
        {
            ConfusionTable.Write(rows[0].Result, confusionOut, arguments.GetValue(Force));
        }

        if (confusionOut != "-")
        {
            EvaluationReport.Show(rows, metrics, arguments.GetValue(Confusion), arguments.GetValue(Json));
        }

        return Judge(rows, baseline, arguments.GetValue(Baseline), arguments.GetValue(AllowNonFinite));
    }

    /// <summary>Options that would have no effect.</summary>
    private static void RefuseIdleOptions(ParseResult arguments, string[] models, string? confusionOut)
    {
        if (arguments.GetValue(MaxDrop) is not null && arguments.GetValue(Baseline) is null)
        {
            throw new OctavoException(
                ErrorKind.Usage, "--max-drop says how much a model may be below a baseline, and there is none.",
                hint: "Name it with --baseline MODEL.");
        }

        if (confusionOut is not null && models.Length > 1)
        {
            throw new OctavoException(
                ErrorKind.Usage, "--confusion-out is for one model.", null, "one MODEL", $"{models.Length}",
                "Evaluate them one by one, or use --confusion --json.");
        }
    }

    private static (Evaluator.Result Result, double Seconds) Evaluate(Evaluator evaluator, ParseResult arguments, string model)
    {
        var start = Stopwatch.GetTimestamp();
        var threads = arguments.GetValue(Threads) ?? Math.Min(Environment.ProcessorCount, KernelOptions.MostThreads);
        var options = KernelOptions.Read(arguments) with { Threads = threads };
        using var interpreter = Interpreter.Open(model, options);
        using var dataset = Dataset.Open(
            arguments.GetValue(Data)!,
            new DatasetOptions { Limit = arguments.GetValue(Limit), KeepsUnreadable = arguments.GetValue(MaxBadSamples) > 0 });
        using var progress = new ProgressReport();
        var result = evaluator.Run(interpreter, dataset, new SampleProgress(progress, $"evaluating {model}"), InterruptSignals.Token);
        return (result, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Says what was missed; the exit code.</summary>
    private static int Judge(List<EvaluatedModel> rows, Evaluator.Result? baseline, string? baselinePath, bool allowNonFinite)
    {
        var hasMissed = false;
        foreach (var row in rows.Where(row => row.Gate is { IsMissed: true }))
        {
            hasMissed = true;
            Messages.Error($"{row.Model}: {row.Gate!.Describe()}");
        }

        var named = rows.Select(row => (row.Model, row.Result));
        foreach (var (model, result) in baseline is null ? named : named.Append((baselinePath!, baseline)))
        {
            if (result.NonFinite.Length == 0)
            {
                continue;
            }

            hasMissed |= !allowNonFinite;
            var text =
                $"{model}: the scores of {result.NonFinite.Length} of {result.Samples} samples are NaN or infinite (the first: "
                + $"{result.NonFinite[0]}); they count as wrong";
            if (allowNonFinite)
            {
                Messages.Warn($"{text}.");
            }
            else
            {
                Messages.Error($"{text}. --allow-non-finite accepts that.");
            }
        }

        return hasMissed ? (int)ErrorKind.GateMissed / 100 : 0;
    }
}
