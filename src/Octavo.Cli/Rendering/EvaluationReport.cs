using System.Text.Json.Nodes;
using Octavo.Evaluation;

namespace Octavo.Cli;

/// <summary>What <c>evaluate</c> prints.</summary>
internal static class EvaluationReport
{
    private const int MostClassesShown = 12;
    private const int MostBadSamplesShown = 5;

    public static void Show(IReadOnlyList<EvaluatedModel> rows, IReadOnlyList<ClassificationMetric> metrics, bool confusion, bool json)
    {
        if (json)
        {
            // One model is the object itself; of several, each is one of "models".
            Console.WriteLine(rows is [var single]
                ? Describe(single, metrics, confusion).ToJsonString()
                : new JsonObject { ["models"] = rows.ToJson(row => Describe(row, metrics, confusion)) }.ToJsonString());
        }

        foreach (var row in rows)
        {
            if (!json)
            {
                ShowText(row, metrics, confusion);
            }

            foreach (var doubt in row.Result.Doubts)
            {
                Messages.Warn($"{row.Model}: {doubt}.");
            }
        }

        ShowBadSamples(rows[0].Result);
    }

    private static void ShowText(EvaluatedModel row, IReadOnlyList<ClassificationMetric> metrics, bool confusion)
    {
        var result = row.Result;
        foreach (var metric in metrics)
        {
            var (value, interval) = metric.Measure(result.Classification);
            Console.WriteLine(interval is { } bounds
                ? $"{row.Model}: {metric.Name} {value:P2} of {result.Samples} ({bounds.Low:P2} to {bounds.High:P2} at 95 %)"
                : $"{row.Model}: {metric.Name} {value:F4} of {result.Samples}");
        }

        if (result.NonFinite.Length != 0)
        {
            Console.WriteLine($"  {result.NonFinite.Length} of them without finite scores, counted as wrong");
        }

        if (row.Baseline is { } baseline)
        {
            var test = result.Against(baseline);
            Console.WriteLine(
                $"  against the baseline, top-1: {100 * test.Difference:+0.00;-0.00;0.00} points, same class on "
                + $"{result.Classification.Agreement(baseline.Classification):P2}, McNemar exact p = {test.ExactP:G4}");
        }

        ShowMapping(result);
        if (confusion)
        {
            ConfusionTable.Show(result);
        }
    }

    private static void ShowMapping(Evaluator.Result result)
    {
        if (result.Mapping is not { } mapping)
        {
            Console.WriteLine($"  labels by {result.LabelSource}");
            return;
        }

        Console.WriteLine($"  classes by {mapping.Source}, class -> score:");
        foreach (var entry in mapping.Entries.Take(MostClassesShown))
        {
            Console.WriteLine(
                $"    {entry.Name} -> {entry.Output}"
                + $"{(result.Names is { } names && names.NameOf(entry.Output) != entry.Name ? $" ({names.NameOf(entry.Output)})" : "")}");
        }

        if (mapping.Entries.Length > MostClassesShown)
        {
            Console.WriteLine($"    and {mapping.Entries.Length - MostClassesShown} more (all of them with --json)");
        }
    }

    private static void ShowBadSamples(Evaluator.Result result)
    {
        foreach (var sample in result.BadSamples.Take(MostBadSamplesShown))
        {
            Messages.Warn(
                $"left out: {(sample.Failure.Where?.Contains(sample.Name, StringComparison.Ordinal) == true ? "" : $"{sample.Name}: ")}"
                + $"{sample.Failure.Message}");
        }

        if (result.BadSamples.Length > MostBadSamplesShown)
        {
            Messages.Warn($"left out: {result.BadSamples.Length - MostBadSamplesShown} samples more (all of them with --json).");
        }
    }

    private static JsonObject Describe(EvaluatedModel row, IReadOnlyList<ClassificationMetric> metrics, bool confusion)
    {
        var result = row.Result;
        return new JsonObject
        {
            ["model"] = row.Model,
            ["samples"] = result.Samples,
            ["metrics"] = metrics.ToJson(metric => metric.Name, metric =>
            {
                var (value, interval) = metric.Measure(result.Classification);
                return new JsonObject { ["value"] = JsonParts.Finite(value), ["low"] = interval?.Low, ["high"] = interval?.High };
            }),
            ["baseline"] = row.Baseline is { } baseline ? Describe(result, baseline) : null,
            ["gate"] = row.Gate is { } gate ? Describe(gate) : null,
            ["non_finite"] = result.NonFinite.Length,
            ["labels"] = new JsonObject
            {
                ["source"] = result.LabelSource,
                ["classes"] = result.Mapping?.Entries.ToJson(entry => new JsonObject { ["name"] = entry.Name, ["output"] = entry.Output }),
                ["names"] = result.Names is { } names ? Enumerable.Range(0, names.Count).Select(names.NameOf).ToJson() : null,
            },
            ["bad_samples"] =
                result.BadSamples.ToJson(sample => new JsonObject { ["name"] = sample.Name, ["error"] = sample.Failure.Message }),
            ["doubts"] = result.Doubts.ToJson(),
            ["confusion"] = confusion ? ConfusionTable.Describe(result) : null,
            ["seconds"] = row.Seconds,
        };
    }

    private static JsonObject Describe(Evaluator.Result result, Evaluator.Result baseline)
    {
        var test = result.Against(baseline);
        return new JsonObject
        {
            ["difference"] = test.Difference, ["agreement"] = result.Classification.Agreement(baseline.Classification),
                ["p_value"] = test.ExactP,
        };
    }

    private static JsonObject Describe(AccuracyGate gate) => new()
    {
        ["metric"] = "top-1", ["max_drop"] = gate.MaximumDrop, ["drop"] = gate.Drop,
        ["samples_below"] = gate.Test.OnlySecondRight - gate.Test.OnlyFirstRight, ["missed"] = gate.IsMissed, ["missed_by"] = gate.MissedBy,
    };
}
