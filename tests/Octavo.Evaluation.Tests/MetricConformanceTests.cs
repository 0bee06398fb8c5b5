using System.Globalization;
using System.Text.Json;

namespace Octavo.Evaluation.Tests;

/// <summary>
/// The recorded metrics of classification and regression: equal to scikit-learn, statsmodels and scipy within the recorded tolerance.
/// </summary>
public sealed class MetricConformanceTests
{
    private static readonly string[] Levels = ["0.9", "0.95", "0.99"];

    [RecordedTheory]
    [InlineData("classification", 28)]
    [InlineData("binary", 10)]
    [InlineData("regression", 18)]
    [InlineData("intervals", 11)]
    [InlineData("tests", 15)]
    public void Recorded_figures_are_reached(string group, int count)
    {
        var folder = SharedFolder.Of("conformance", "_metrics");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        var tolerances = manifest.RootElement.EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("case").GetString()!, entry => entry.GetProperty("relative_tolerance").GetDouble());
        using var arrays = NpzFile.Open(Path.Combine(folder, "metrics.npz"));
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, group + ".json")));
        var failures = new List<string>();
        foreach (var entry in cases.RootElement.EnumerateArray())
        {
            var name = entry.GetProperty("case").GetString()!;
            var figures = Figures(entry.GetProperty("metric").GetString()!, entry.GetProperty("inputs"), arrays);
            var compared = MetricFigures.Compare("", entry.GetProperty("expected"), figures, tolerances[name], failures, name);
            Assert.True(compared > 0, name);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(count, cases.RootElement.GetArrayLength());
    }

    private static Dictionary<string, double> Figures(string metric, JsonElement inputs, NpzFile arrays) => metric switch
    {
        "top_k_accuracy" => TopK(inputs, arrays),
        "classification_report" => Report(inputs),
        "multiclass_roc_auc" => Areas(inputs, arrays),
        "probability_scores" => Probabilities(inputs, arrays),
        "ranking" => Ranking(inputs),
        "regression" => Regression(Numbers(inputs, "truth"), Numbers(inputs, "predictions")),
        "divergence" => Divergences(Numbers(inputs, "p"), Numbers(inputs, "q")),
        "proportion_interval" => Intervals(new Proportion(inputs.GetProperty("successes").GetInt64(), inputs.GetProperty("n").GetInt64())),
        "mcnemar" => McNemar(inputs),
        _ => Paired(new PairedTest(Numbers(inputs, "first"), Numbers(inputs, "second"))),
    };

    private static double[] Numbers(JsonElement inputs, string key) =>
        inputs.GetProperty(key).EnumerateArray().Select(value => value.GetDouble()).ToArray();

    private static int[] Integers(JsonElement inputs, string key) =>
        inputs.GetProperty(key).EnumerateArray().Select(value => value.GetInt32()).ToArray();

    private static double[][] Rows(JsonElement inputs, string key, NpzFile arrays)
    {
        var tensor = arrays.Read(inputs.GetProperty(key).GetProperty("npz").GetString()!);
        return TensorValues.ToDouble(tensor).Chunk(tensor.Shape[1]).ToArray();
    }

    private static Dictionary<string, double> TopK(JsonElement inputs, NpzFile arrays)
    {
        var labels = Integers(inputs, "labels");
        var scores = Rows(inputs, "scores", arrays);
        var figures = new Dictionary<string, double>();
        foreach (
            var (name, rule) in new[] { ("lowest_index_wins", TieRule.LowestIndexWins), ("label_wins", TieRule.LabelWins),
                ("label_loses", TieRule.LabelLoses) })
        {
            var ranks = labels.Select((label, index) => TopKAccuracy.Rank<double>(scores[index], label, rule)).ToArray();
            for (var k = 1; k <= scores[0].Length; k++)
            {
                figures[$"/{name}/{k}"] = (double)ranks.Count(rank => rank < k) / ranks.Length;
            }
        }

        return figures;
    }

    private static Dictionary<string, double> Report(JsonElement inputs)
    {
        var matrix = new ConfusionMatrix(inputs.GetProperty("classes").GetInt32());
        foreach (var (label, prediction) in Integers(inputs, "labels").Zip(Integers(inputs, "predictions")))
        {
            matrix.Add(label, prediction);
        }

        var figures = new Dictionary<string, double>
        {
            ["/accuracy"] = matrix.Accuracy,
            ["/balanced_accuracy"] = matrix.BalancedAccuracy,
            ["/cohen_kappa"] = matrix.CohenKappa,
            ["/matthews"] = matrix.Matthews,
        };
        foreach (
            var (name, figure) in new (string, Func<int, double>)[] { ("precision", matrix.Precision), ("recall", matrix.Recall),
                ("f1", matrix.F1), ("support", index => matrix.Support(index)) })
        {
            figures[$"/micro/{name}"] = matrix.Accuracy;
            figures[$"/macro/{name}"] = matrix.Macro(figure);
            figures[$"/weighted/{name}"] = matrix.Weighted(figure);
            for (var index = 0; index < matrix.Classes; index++)
            {
                figures[$"/per_class/{name}/{index}"] = figure(index);
                for (var prediction = 0; prediction < matrix.Classes; prediction++)
                {
                    figures[$"/confusion/{index}/{prediction}"] = matrix[index, prediction];
                }
            }
        }

        return figures;
    }

    private static Dictionary<string, double> Areas(JsonElement inputs, NpzFile arrays)
    {
        var labels = Integers(inputs, "labels");
        var probabilities = Rows(inputs, "probabilities", arrays);
        return new()
        {
            ["/ovr_macro"] = MulticlassArea.OneVersusRest(labels, probabilities, isWeighted: false),
            ["/ovr_weighted"] = MulticlassArea.OneVersusRest(labels, probabilities, isWeighted: true),
            ["/ovo_macro"] = MulticlassArea.OneVersusOne(labels, probabilities),
        };
    }

    private static Dictionary<string, double> Probabilities(JsonElement inputs, NpzFile arrays)
    {
        var scores = new ProbabilityScores(Integers(inputs, "labels"), Rows(inputs, "probabilities", arrays));
        return new()
        {
            ["/log_loss"] = scores.LogLoss,
            ["/brier_sum_over_classes"] = scores.Brier,
            ["/brier_binary"] = scores.Brier / 2,
            ["/ece_15"] = scores.CalibrationError(15).Expected,
            ["/mce_15"] = scores.CalibrationError(15).Largest,
            ["/ece_10"] = scores.CalibrationError(10).Expected,
            ["/mce_10"] = scores.CalibrationError(10).Largest,
            ["/adaptive_ece_5"] = scores.AdaptiveCalibrationError(5),
        };
    }

    private static Dictionary<string, double> Ranking(JsonElement inputs)
    {
        var curve = new RankingCurve(Integers(inputs, "labels").Select(label => label == 1).ToArray(), Numbers(inputs, "scores"));
        var figures = new Dictionary<string, double>
        {
            ["/roc_auc"] = curve.Area,
            ["/average_precision"] = curve.AveragePrecision,
            ["/pr_auc_trapezoid"] = curve.PrecisionRecallArea,
        };
        foreach (var (index, rate) in curve.FalsePositiveRates.Index())
        {
            figures[$"/fpr/{index}"] = rate;
        }

        foreach (var (index, rate) in curve.TruePositiveRates.Index())
        {
            figures[$"/tpr/{index}"] = rate;
        }

        return figures;
    }

    private static Dictionary<string, double> Regression(double[] truth, double[] predictions)
    {
        var metrics = new RegressionMetrics(truth, predictions);
        return new()
        {
            ["/mse"] = metrics.MeanSquaredError,
            ["/rmse"] = metrics.RootMeanSquaredError,
            ["/mae"] = metrics.MeanAbsoluteError,
            ["/max_error"] = metrics.LargestError,
            ["/r2"] = metrics.R2,
            ["/explained_variance"] = metrics.ExplainedVariance,
            ["/pearson"] = metrics.Pearson,
            ["/spearman"] = metrics.Spearman,
            ["/kendall_tau_b"] = metrics.KendallTauB,
            ["/cosine"] = metrics.Cosine,
            ["/snr_db"] = metrics.SignalToNoise,
        };
    }

    private static Dictionary<string, double> Divergences(double[] p, double[] q) => new()
    {
        ["/kl_nats"] = Divergence.KullbackLeibler(p, q),
        ["/kl_bits"] = Divergence.KullbackLeibler(p, q) / Math.Log(2),
        ["/js_divergence_nats"] = Divergence.JensenShannon(p, q),
        ["/js_distance_nats"] = Math.Sqrt(Divergence.JensenShannon(p, q)),
        ["/js_divergence_bits"] = Divergence.JensenShannon(p, q) / Math.Log(2),
        ["/entropy_p_nats"] = Divergence.Entropy(p),
        ["/cross_entropy_nats"] = Divergence.CrossEntropy(p, q),
    };

    private static Dictionary<string, double> Intervals(Proportion proportion)
    {
        var figures = new Dictionary<string, double>();
        foreach (var level in Levels)
        {
            var confidence = double.Parse(level, CultureInfo.InvariantCulture);
            foreach (var (name, interval) in new[]
            {
                ("wilson", proportion.Wilson(confidence)), ("clopper_pearson", proportion.ClopperPearson(confidence)),
                    ("agresti_coull", proportion.AgrestiCoull(confidence)),
                ("normal", proportion.Normal(confidence)), ("jeffreys", proportion.Jeffreys(confidence)),
            })
            {
                figures[$"/{level}/{name}/0"] = interval.Low;
                figures[$"/{level}/{name}/1"] = interval.High;
            }
        }

        return figures;
    }

    private static Dictionary<string, double> McNemar(JsonElement inputs)
    {
        var test = new McNemarTest(
            inputs.GetProperty("both_right").GetInt64(), inputs.GetProperty("only_first_right").GetInt64(),
            inputs.GetProperty("only_second_right").GetInt64(), inputs.GetProperty("both_wrong").GetInt64());
        return new()
        {
            ["/exact_p"] = test.ExactP,
            ["/mid_p"] = test.MidP,
            ["/chi2_corrected"] = test.CorrectedChiSquare,
            ["/p_corrected"] = test.CorrectedChiSquareP,
            ["/chi2_plain"] = test.ChiSquare,
            ["/p_plain"] = test.ChiSquareP,
        };
    }

    private static Dictionary<string, double> Paired(PairedTest test)
    {
        var interval = test.MeanInterval();
        var figures = new Dictionary<string, double>
        {
            ["/t_statistic"] = test.StudentStatistic,
            ["/t_p"] = test.StudentP,
            ["/degrees"] = test.Degrees,
            ["/mean_difference"] = test.MeanDifference,
            ["/ci95/0"] = interval.Low,
            ["/ci95/1"] = interval.High,
        };
        foreach (var (name, result) in new[]
        {
            ("wilcox_approx", test.SignedRank()), ("wilcox_approx_corrected", test.SignedRank(isCorrected: true)),
                ("wilcox_pratt_approx", test.SignedRank(ranksZeros: true)),
            ("wilcox_exact", test.ExactSignedRank() ?? (double.NaN, double.NaN)),
        })
        {
            (figures[$"/{name}/w"], figures[$"/{name}/p"]) = result;
        }

        return figures;
    }
}
